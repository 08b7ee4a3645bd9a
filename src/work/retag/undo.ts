import type { Result } from '../../io/ports';
import { readTarget } from './obstacles';
import type { RetagPlace } from './place';
import { changeRefs, readRefs } from './refChange';
import { gitRefusal, type RetagRefusal, refuse } from './refusal';

export interface Undone {
  /** The branch, or `HEAD`. */
  readonly name: string;
  readonly tip: string;
}

/**
 * Moves the branch back to where it was before the last retag, if it is still what that retag made and nobody else
 * has it. Notes stay. The commits that the retag made stay in the reflog.
 */
export async function undoRetag(place: RetagPlace): Promise<Result<Undone, RetagRefusal>> {
  const { git, layout } = place;
  const found = await readTarget(place);
  if (!found.ok) return found;
  const target = found.value;
  const { name, ref, tip } = target;
  const refs = await readRefs(place, target);
  if (!refs.ok) return gitRefusal(refs.error);
  const { backup, made } = refs.value;
  if (backup === undefined || made === undefined || backup === tip) {
    return refuse({ kind: 'nothing-to-undo', name });
  }
  if (made !== tip) return refuse({ kind: 'changed-since', name, backup: target.backup });
  const listed = (others: readonly string[]): ReturnType<typeof git.run> =>
    git.run(layout.root, ['rev-list', tip, '--not', backup, ...others, '--']);
  const [all, own] = await Promise.all([listed([]), listed(['--remotes'])]);
  if (!all.ok) return gitRefusal(all.error);
  if (!own.ok) return gitRefusal(own.error);
  const kept = new Set(own.value.split('\n'));
  const pushed = all.value.split('\n').filter((id) => !kept.has(id));
  if (pushed.length > 0) return refuse({ kind: 'pushed', commits: pushed });

  const changed = await changeRefs(place, 'throughline: undo the last retag', [
    { ref, from: tip, to: backup },
    { ref: target.made, from: made, to: null },
    { ref: target.backup, from: backup, to: null },
  ]);
  if (changed.ok) return { ok: true, value: { name, tip: backup } };
  const after = await readRefs(place, target);
  if (after.ok && after.value.tip === backup) return { ok: true, value: { name, tip: backup } };
  return after.ok && after.value.tip !== tip ? refuse({ kind: 'moved', name }) : gitRefusal(changed.error);
}
