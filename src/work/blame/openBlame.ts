import type { GitFailure, GitPort, GitStreamPort, Result } from '../../io/ports';
import { LineBlame } from './lineBlame';
import { type BlameAsk, readBlame } from './readBlame';
import { type NoText, trackedFile } from './trackedFile';

/** A file as a commit has it, with who wrote its lines last, as far as that is known. */
export interface BlamedFile {
  readonly kind: 'text';
  readonly bytes: Uint8Array;
  readonly blame: LineBlame;
  /** Whether the clone is a shallow one: where its history ends, git blames a commit that only came later. */
  readonly shallow: boolean;
  /** Resolves once every line has its commit, or will not get one. */
  readonly read: Promise<Result<void, GitFailure>>;
}

/**
 * Starts to blame a file and reads it meanwhile, since the first lines are wanted at once.
 * @param each is called whenever more lines have their commit
 */
export async function openBlame(
  git: GitStreamPort,
  ask: BlameAsk,
  each: () => void,
): Promise<Result<BlamedFile | NoText, GitFailure>> {
  const { root, commit, path, signal } = ask;
  const stop = new AbortController();
  const both = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const early = new LineBlame();
  const reading = readBlame(git, { ...ask, signal: both }, early, each);
  const [file, shallow] = await Promise.all([
    trackedFile(git, root, commit, path, signal),
    isShallow(git, root),
  ]);
  if (file.ok && file.value.kind === 'text' && file.value.path === path) {
    return {
      ok: true,
      value: { kind: 'text', bytes: file.value.bytes, blame: early, shallow, read: reading },
    };
  }
  stop.abort();
  await reading;
  if (!file.ok) return file;
  if (file.value.kind !== 'text') return { ok: true, value: file.value };
  const blame = new LineBlame();
  const read = readBlame(git, { ...ask, path: file.value.path }, blame, each);
  return { ok: true, value: { kind: 'text', bytes: file.value.bytes, blame, shallow, read } };
}

async function isShallow(git: GitPort, root: string): Promise<boolean> {
  const said = await git.run(root, ['rev-parse', '--is-shallow-repository']);
  return said.ok && said.value.trim() === 'true';
}
