import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import type * as EngineModule from '../../../src/engine';
import { plainWords } from '../../../src/outcome/words';
import { longestBlock } from '../longestBlock';
import type { Asked } from './metricApi';

/*
 * ours OKR_FILE ORIGIN        one refresh of all key results of a file, with the bundles that ship, drawn as news come in
 * bare REQUESTS_FILE ORIGIN   the same requests by axios alone, two at a time
 * Prints {cpuMs, blockMs} of it, and of ours {minuteBlockMs} of drawing the page again in the next minute.
 */

const IN_FLIGHT = 2;
const MINUTE = 60_000;

interface Work {
  run(): Promise<void>;
  /** Draws what was drawn as it is a minute later. */
  nextMinute?(): Promise<void>;
}

async function main([what = '', file = '', origin = '']: readonly string[]): Promise<void> {
  const work = what === 'ours' ? await ours(file, origin) : bare(file, origin);
  const before = process.cpuUsage();
  const blockMs = await longestBlock(() => work.run());
  const { user, system } = process.cpuUsage(before);
  const { nextMinute } = work;
  const minute = nextMinute ? { minuteBlockMs: await longestBlock(nextMinute) } : {};
  process.stdout.write(JSON.stringify({ cpuMs: (user + system) / 1000, blockMs, ...minute }));
}

async function ours(file: string, origin: string): Promise<Work> {
  const dist = join(process.cwd(), 'dist');
  const load = createRequire(join(dist, 'engine.js'));
  const { Engine } = load(join(dist, 'engine.js')) as typeof EngineModule;
  load(join(dist, 'http.js'));
  const root = mkdtempSync(join(tmpdir(), 'throughline-feed-bench-'));
  process.on('exit', () => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, 'okrs.yaml'), readFileSync(file));
  const engine = new Engine({
    approved: (one) => one === origin,
    credential: async () => undefined,
    storePath: join(root, 'store'),
  });
  const options = {
    okrPath: 'okrs.yaml',
    trailerKey: 'OKR',
    tagging: 'suggest' as const,
    locale: 'en',
    refreshMs: 60_000,
    metricsEnabled: true,
  };
  const outcome = engine.open({ root, name: 'bench' }, options, true);
  execFileSync('git', ['init', '--quiet', root]);
  await outcome.reloadOkrFile();
  await outcome.reloadBranch();
  // As the sidebar does: drawn in slices and sent whenever there is news, and what comes meanwhile with it.
  let drawing: Promise<void> | undefined;
  const draw = async (): Promise<void> => {
    await outcome.prepare(plainWords);
    drawing = undefined;
    JSON.stringify(outcome.view(plainWords));
  };
  const news = (): void => {
    drawing ??= draw();
  };
  engine.feed.onDidChange(news);
  return {
    run: async () => {
      await outcome.refresh(true);
      await drawing;
    },
    nextMinute: async () => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + MINUTE;
      news();
      await drawing;
    },
  };
}

function bare(file: string, origin: string): Work {
  const requests = JSON.parse(readFileSync(file, 'utf8')) as Asked[];
  const run = async (): Promise<void> => {
    const left = requests.values();
    const lane = async (): Promise<void> => {
      for (const { method, path, body } of left) {
        const data = body === '' ? {} : { data: body, headers: { 'content-type': 'application/json' } };
        await axios.request({ method, url: origin + path, ...data });
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  };
  return { run };
}

void main(process.argv.slice(2));
