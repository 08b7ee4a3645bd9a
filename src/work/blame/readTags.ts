import type { GitFailure, GitPort, Result } from '../../io/ports';
import { distinctIds } from '../ids';
import { LOG_CONFIG, LOG_OPTIONS, logFormat } from '../ledger/logReader';

/** Fields of a record of `logFormat`; id first, tags last. */
const FIELDS = 7;

/**
 * What commits say that they serve, for those that no ledger holds.
 * @param ids full ids
 * @returns values of their trailers by id, each once; without those that git does not have
 */
export async function readTags(
  git: GitPort,
  root: string,
  ids: readonly string[],
  trailerKey: string,
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, readonly string[]>, GitFailure>> {
  const found = new Map<string, readonly string[]>();
  if (ids.length === 0) return { ok: true, value: found };
  const args = [...LOG_CONFIG, 'log', '--no-walk=unsorted', '--ignore-missing', '--stdin', ...LOG_OPTIONS];
  const read = await git.run(root, [...args, logFormat(trailerKey)], {
    input: `${ids.join('\n')}\n`,
    ...(signal ? { signal } : {}),
  });
  if (!read.ok) return read;
  const fields = read.value.split('\0');
  for (let at = 0; at + FIELDS <= fields.length; at += FIELDS) {
    const tags = (fields[at + FIELDS - 1] ?? '').split('\x01');
    found.set(fields[at] ?? '', distinctIds(tags));
  }
  return { ok: true, value: found };
}
