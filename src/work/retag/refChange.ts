import type { GitFailure, Result } from '../../io/ports';
import type { RetagPlace, Target } from './place';

/** One ref of a transaction. `null` stands for a ref that is not there. */
export interface RefChange {
  readonly ref: string;
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Changes refs where each is still what it was, or none of them.
 *
 * Git takes all locks first and then renames them in this order. Should the machine stop in between, those before are
 * changed: so whatever keeps a commit comes first, and the branch last. `start` and `commit` are said aloud: without
 * them git carries out what it got where the writer dies in the middle.
 *
 * A `reference-transaction` hook of the repository runs and may refuse, as with any change of a ref.
 */
export async function changeRefs(
  { git, layout }: RetagPlace,
  why: string,
  changes: readonly RefChange[],
): Promise<Result<void, GitFailure>> {
  const input = changes.flatMap(({ ref, from, to }) => {
    const zero = '0'.repeat((from ?? to ?? '').length);
    // Should a branch be checked out this very moment, it is not the one that was meant.
    const own = ref === 'HEAD' ? ['option no-deref'] : [];
    return to === null
      ? [...own, `delete ${ref}`, from ?? zero]
      : [...own, `update ${ref}`, to, from ?? zero];
  });
  const changed = await git.run(layout.root, ['update-ref', '-m', why, '--stdin', '-z'], {
    input: ['start', ...input, 'prepare', 'commit'].map((field) => `${field}\0`).join(''),
    writes: true,
  });
  return changed.ok ? { ok: true, value: undefined } : changed;
}

/** What the refs that belong to a target point at; nothing for one that is not there. */
export async function readRefs(
  { git, layout }: RetagPlace,
  { ref, backup, made }: Target,
): Promise<Result<{ readonly tip?: string; readonly backup?: string; readonly made?: string }, GitFailure>> {
  const read = await git.run(layout.root, ['cat-file', '--batch-check=%(objectname)'], {
    input: [ref, backup, made].map((one) => `${one}\n`).join(''),
  });
  if (!read.ok) return read;
  const [tip, kept, left] = read.value
    .split('\n')
    .map((line) => (/^[0-9a-f]+$/.test(line) ? line : undefined));
  return {
    ok: true,
    value: {
      ...(tip === undefined ? {} : { tip }),
      ...(kept === undefined ? {} : { backup: kept }),
      ...(left === undefined ? {} : { made: left }),
    },
  };
}
