import { existsSync } from 'node:fs';
import { createGit } from '../../src/io/git';
import type { GitBytesPort } from '../../src/io/ports';
import { readLayout } from '../../src/work/repository';
import type { RetagPlace } from '../../src/work/retag/place';
import { planRetag, type RetagPlan, type RetagRequest } from '../../src/work/retag/plan';
import type { RetagRefusal } from '../../src/work/retag/refusal';
import { type RetagConsent, type Retagged, retag } from '../../src/work/retag/retag';

/** Where a real repository's commits are rewritten by a real git, or by one that a test has tampered with. */
export async function placeOf(root: string, git: GitBytesPort = createGit()): Promise<RetagPlace> {
  const layout = await readLayout(createGit(), root);
  if (!layout.ok || layout.value === undefined) throw new Error(`no repository in ${root}`);
  return { git, layout: layout.value, exists: async (path) => existsSync(path) };
}

export function requestFor(commits: readonly string[], more: Partial<RetagRequest> = {}): RetagRequest {
  return { commits, ids: ['reach.users'], key: 'OKR', pushed: 'refuse', ...more };
}

export async function planned(place: RetagPlace, request: RetagRequest): Promise<RetagPlan> {
  const plan = await planRetag(place, request);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value;
}

/** Plans and carries out at once. */
export async function retagged(
  place: RetagPlace,
  request: RetagRequest,
  consent: RetagConsent = { dropSignatures: false },
): Promise<Retagged> {
  const done = await retag(place, await planned(place, request), consent);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
}

/** The kind of what was refused. */
export function refusalOf(
  result: { readonly ok: true } | { readonly ok: false; readonly error: RetagRefusal },
): RetagRefusal['kind'] | undefined {
  return result.ok ? undefined : result.error.kind;
}
