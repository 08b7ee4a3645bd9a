import type { Result } from '../../io/ports';
import { readHead, readOperation } from '../repository';
import { type RetagPlace, type Target, targetOf } from './place';
import { gitRefusal, type RetagRefusal, refuse } from './refusal';

/** HEAD, where its history may be changed now. What is refused here is refused whatever is to be changed. */
export async function readTarget(place: RetagPlace): Promise<Result<Target, RetagRefusal>> {
  const { git, layout, exists } = place;
  const head = await readHead(git, layout.root);
  if (!head.ok) return gitRefusal(head.error);
  if (head.value.kind === 'unborn') return refuse({ kind: 'unborn', branch: head.value.name });
  const target = targetOf(head.value);
  const [operation, lock, elsewhere] = await Promise.all([
    readOperation(layout, exists),
    findLock(place, target),
    readElsewhere(place, target),
  ]);
  if (operation !== undefined) return refuse({ kind: 'operation', operation });
  if (lock !== undefined) return refuse({ kind: 'locked', path: lock });
  if (!elsewhere.ok) return elsewhere;
  return elsewhere.value
    ? refuse({ kind: 'other-worktree', branch: target.name })
    : { ok: true, value: target };
}

/**
 * A lock of the index too, though the index is left alone: whoever holds it is about to commit, or to move HEAD.
 */
async function findLock({ layout, exists }: RetagPlace, { ref }: Target): Promise<string | undefined> {
  const { gitDir, commonDir } = layout;
  const paths = [
    `${gitDir}/index.lock`,
    `${gitDir}/HEAD.lock`,
    `${commonDir}/packed-refs.lock`,
    `${commonDir}/reftable/tables.list.lock`,
    ...(ref === 'HEAD' ? [] : [`${commonDir}/${ref}.lock`]),
  ];
  const found = await Promise.all(paths.map((path) => exists(path)));
  return paths[found.indexOf(true)];
}

/** Whether another work tree has the branch checked out as well, whose index would then belong to another commit. */
async function readElsewhere(
  { git, layout }: RetagPlace,
  { ref }: Target,
): Promise<Result<boolean, RetagRefusal>> {
  if (ref === 'HEAD') return { ok: true, value: false };
  const listed = await git.run(layout.root, ['worktree', 'list', '--porcelain']);
  if (!listed.ok) return gitRefusal(listed.error);
  const here = listed.value.split('\n').filter((line) => line === `branch ${ref}`);
  return { ok: true, value: here.length > 1 };
}
