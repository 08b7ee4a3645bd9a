import type { FilesPort, GitFailure, GitPort, IndexStorePort, Result } from '../../io/ports';

/** What decides how a history reads, beside the commits themselves. */
export interface HistoryFacts {
  /** The same as long as the same commits give the same ledger. */
  readonly fingerprint: string;
  /** Whether the clone is a shallow one. */
  readonly shallow: boolean;
  /** `info/grafts`, which decides about parents; deprecated, and still obeyed by git. */
  readonly grafts: string;
  /** Whether git finds trailers by nothing but its own rules, so that they can be read without it. */
  readonly plainTrailers: boolean;
}

/** Configuration that changes what git takes for a trailer. */
const TRAILER_CONFIG = '^(trailer\\.|core\\.commentchar$|core\\.commentstring$)';
const NOTHING_FOUND = 1;
const MOST_BYTES = 50_000_000;

export async function readHistoryFacts(
  { git, files }: { readonly git: GitPort; readonly files: FilesPort },
  { root, commonDir }: { readonly root: string; readonly commonDir: string },
  checksum: IndexStorePort['checksum'],
): Promise<Result<HistoryFacts, GitFailure>> {
  const read = async (path: string): Promise<string> => {
    const text = await files.read(commonDir, path, MOST_BYTES);
    return text.ok ? text.value : '';
  };
  const [config, shallow, grafts] = await Promise.all([
    git.run(root, ['config', '-z', '--get-regexp', TRAILER_CONFIG]),
    read('shallow'),
    read('info/grafts'),
  ]);
  if (!config.ok && config.error.code !== NOTHING_FOUND) return config;
  const trailers = config.ok ? config.value : '';
  const mark = (text: string): string =>
    text === '' ? '' : `${text.length}:${checksum(new TextEncoder().encode(text), 0)}`;
  return {
    ok: true,
    value: {
      fingerprint: JSON.stringify([trailers, mark(shallow), mark(grafts)]),
      shallow: shallow !== '',
      grafts,
      plainTrailers: trailers === '',
    },
  };
}
