import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ISOLATED } from './gitRepository';

/** What git is asked with: the key, and whether it is configured as a trailer's. */
export interface Asking {
  readonly key: string;
  readonly keyConfigured: boolean;
  /** `core.commentChar` */
  readonly comment?: string;
}

const LARGE = 1 << 28;

/** Named as its key: git takes the name, and any beginning of it, for the key as well. */
export function configured({ key, keyConfigured, comment = '#' }: Asking): string[] {
  const sign = ['-c', `core.commentChar=${comment}`];
  return keyConfigured ? ['-c', `trailer.${key}.key=${key}`, ...sign] : sign;
}

export function trailersFormat(key: string): string {
  return `%(trailers:key=${key},valueonly,unfold,separator=%x01)`;
}

/** The values in one answer to `trailersFormat`, less empty ones. */
export function valuesIn(answer: string): string[] {
  return answer.split('\u0001').filter((value) => value !== '');
}

/** A history of one commit for each message, oldest first, for `git fast-import`, which keeps every byte. */
export function historyOf(messages: readonly string[], ref: string): string {
  return messages
    .map((text, index) => {
      const from = index === 0 ? '' : `from :${index}\n`;
      const data = `data ${Buffer.byteLength(text)}\n${text}\n`;
      return `commit ${ref}\nmark :${index + 1}\ncommitter A <a@b> ${index + 1} +0000\n${data}${from}\n`;
    })
    .join('');
}

/** What git reads from each message, less empty values. */
export function readByGit(messages: readonly string[], asking: Asking): string[][] {
  return inFolder((root) => {
    const git = (args: string[], input = ''): string =>
      execFileSync('git', args, { cwd: root, env, input, encoding: 'utf8', maxBuffer: LARGE });
    git(['init', '--quiet', '--bare']);
    git(['fast-import', '--quiet'], historyOf(messages, 'refs/heads/main'));
    const format = `--format=${trailersFormat(asking.key)}`;
    const out = git([...configured(asking), 'log', '-z', '--reverse', format, 'refs/heads/main']);
    return out.split('\0').slice(0, messages.length).map(valuesIn);
  });
}

/** What git makes of each message, with a trailer for each of the ids; without any, it only tidies. */
export function writtenByGit(messages: readonly string[], ids: readonly string[], comment = '#'): string[] {
  return inFolder((root) => {
    const files = messages.map((_, index) => join(root, String(index)));
    messages.forEach((text, index) => {
      writeFileSync(files[index] ?? '', text);
    });
    // Each goes to the start, so the first one has to come last.
    const trailers = ids.toReversed().flatMap((id) => ['--trailer', `OKR: ${id}`]);
    const place = ['--in-place', '--no-divider', '--where', 'start', '--if-exists', 'addIfDifferent'];
    const config = configured({ key: 'OKR', keyConfigured: true, comment });
    execFileSync('git', [...config, 'interpret-trailers', ...place, ...trailers, ...files], {
      cwd: root,
      env,
    });
    return files.map((file) => readFileSync(file, 'utf8'));
  });
}

const env = { ...process.env, ...ISOLATED };

function inFolder<T>(work: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'throughline-trailers-'));
  try {
    return work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
