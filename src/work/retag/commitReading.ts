import type { Result } from '../../io/ports';
import { textOfBytes } from './byteText';
import type { RetagPlace } from './place';
import { parseCommit, type RawCommit } from './rawCommit';
import { gitRefusal, type RetagRefusal } from './refusal';

/** The objects of an id each, in that order, as byte texts; one that is missing is left out. One process for all. */
export async function readObjects(
  { git, layout }: RetagPlace,
  ids: readonly string[],
): Promise<Result<ReadonlyMap<string, string>, RetagRefusal>> {
  if (ids.length === 0) return { ok: true, value: new Map() };
  const read = await git.runBytes(layout.root, ['cat-file', '--batch'], { input: `${ids.join('\n')}\n` });
  return read.ok ? { ok: true, value: parseBatch(textOfBytes(read.value)) } : gitRefusal(read.error);
}

/** As `readObjects`, for commits. */
export async function readCommits(
  place: RetagPlace,
  ids: readonly string[],
): Promise<Result<RawCommit[], RetagRefusal>> {
  const read = await readObjects(place, ids);
  if (!read.ok) return read;
  const commits = Array.from(read.value, ([id, text]) => parseCommit(id, text));
  return { ok: true, value: commits };
}

/** `<id> <type> <size>`, the object and a line end, or `<id> missing` (git-cat-file(1), batch output). */
function parseBatch(output: string): Map<string, string> {
  const objects = new Map<string, string>();
  for (let at = 0; at < output.length; ) {
    const lineEnd = output.indexOf('\n', at);
    if (lineEnd === -1) break;
    const [id = '', , size] = output.slice(at, lineEnd).split(' ');
    at = lineEnd + 1;
    if (size === undefined) continue;
    objects.set(id, output.slice(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return objects;
}
