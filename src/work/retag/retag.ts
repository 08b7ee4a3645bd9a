import type { Result } from '../../io/ports';
import { bytesOfText } from './byteText';
import { commitPack } from './commitPack';
import { noteCommits } from './notes';
import { copyNotes } from './notesCopy';
import { commitId, hashOf } from './objectId';
import type { RetagPlace } from './place';
import { planRetag, type RetagPlan } from './plan';
import { rewrittenText } from './rawCommit';
import { changeRefs, readRefs } from './refChange';
import { gitRefusal, type RetagRefusal, refuse } from './refusal';

export interface RetagConsent {
  /** Signatures of rewritten commits may go. */
  readonly dropSignatures: boolean;
  /** Committer date of the rewritten commits, in milliseconds since 1970 UTC; each keeps its own where it is absent. */
  readonly committedAt?: number;
}

export interface Retagged {
  /** The tip now. */
  readonly tip: string;
  /** New ids by old ones, parents first. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * Carries out a plan: first everything that nobody sees (notes of pushed commits, new objects, the notes of commits
 * that get a new id), then one transaction that moves the branch from the tip of the plan and no other. Where
 * anything fails, the branch is what it was, and doing it again works.
 *
 * Index and work tree are not touched: every tree is the same one. No hook of a commit runs, since nobody
 * commits; nor does `post-rewrite`, which is told of an amend or a rebase and mostly copies notes: that is done here.
 */
export async function retag(
  place: RetagPlace,
  plan: RetagPlan,
  consent: RetagConsent,
): Promise<Result<Retagged, RetagRefusal>> {
  // Somebody may have thought about the plan for a while.
  const now = await planRetag(place, plan.request);
  if (!now.ok) return now;
  const { target, rewritten, noted, signed, request } = now.value;
  if (target.ref !== plan.target.ref || target.tip !== plan.target.tip) {
    return refuse({ kind: 'moved', name: plan.target.name });
  }
  const newlyPushed = noted.filter((id) => !plan.noted.includes(id));
  if (newlyPushed.length > 0) return refuse({ kind: 'pushed', commits: newlyPushed });
  if (signed.length > 0 && !consent.dropSignatures) return refuse({ kind: 'signed', commits: signed });

  const annotated = await noteCommits(place, { commits: noted, ids: request.ids, key: request.key });
  if (!annotated.ok) return annotated;
  if (rewritten.length === 0) return { ok: true, value: { tip: target.tip, ids: new Map() } };

  const ids = await writeCommits(place, now.value, consent);
  if (!ids.ok) return ids;
  const copied = await copyNotes(place, ids.value);
  if (!copied.ok) return copied;
  const moved = await moveTarget(place, now.value, ids.value);
  return moved.ok ? { ok: true, value: { tip: moved.value, ids: ids.value } } : moved;
}

/** Stores the commits as they will be. Nothing points at them yet. */
async function writeCommits(
  { git, layout }: RetagPlace,
  { rewritten, messages, target }: RetagPlan,
  { committedAt }: RetagConsent,
): Promise<Result<Map<string, string>, RetagRefusal>> {
  const hash = hashOf(target.tip);
  const ids = new Map<string, string>();
  const bodies: Uint8Array[] = [];
  for (const commit of rewritten) {
    const text = rewrittenText(commit, {
      message: messages.get(commit.id) ?? commit.message,
      parent: (id) => ids.get(id) ?? id,
      ...(committedAt === undefined ? {} : { committedAt }),
    });
    const body = bytesOfText(text);
    bodies.push(body);
    ids.set(commit.id, await commitId(hash, body));
  }
  const unpacked = await git.runBytes(layout.root, ['unpack-objects', '-q'], {
    input: await commitPack(hash, bodies),
  });
  if (!unpacked.ok) return gitRefusal(unpacked.error);
  const stored = await git.run(layout.root, ['cat-file', '--batch-check=%(objecttype)'], {
    input: Array.from(ids.values(), (id) => `${id}\n`).join(''),
  });
  if (!stored.ok) return gitRefusal(stored.error);
  const types = stored.value.trimEnd().split('\n');
  return types.every((type) => type === 'commit')
    ? { ok: true, value: ids }
    : gitRefusal({ kind: 'git-failed', code: -1, detail: 'git did not store the commits that it was given' });
}

async function moveTarget(
  place: RetagPlace,
  { target, messages }: RetagPlan,
  ids: ReadonlyMap<string, string>,
): Promise<Result<string, RetagRefusal>> {
  const to = ids.get(target.tip) ?? target.tip;
  const before = await readRefs(place, target);
  if (!before.ok) return gitRefusal(before.error);
  if (before.value.tip !== target.tip) return refuse({ kind: 'moved', name: target.name });
  const changed = await changeRefs(place, `throughline: tag ${messages.size} past commits`, [
    { ref: target.backup, from: before.value.backup ?? null, to: target.tip },
    { ref: target.made, from: before.value.made ?? null, to },
    { ref: target.ref, from: target.tip, to },
  ]);
  if (changed.ok) return { ok: true, value: to };
  const after = await readRefs(place, target);
  if (after.ok && after.value.tip === to) return { ok: true, value: to };
  return after.ok && after.value.tip !== target.tip
    ? refuse({ kind: 'moved', name: target.name })
    : gitRefusal(changed.error);
}
