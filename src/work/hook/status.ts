import { HOOKS, type HookFacts, ownFolder } from './hookFacts';
import { planInstall } from './plan';
import { hookCalls } from './readHooks';

export type HookStatus =
  | { readonly kind: 'absent' }
  /** `current` is false where a file of it is missing, or of another version. */
  | { readonly kind: 'installed'; readonly files: readonly string[]; readonly current: boolean };

export function hookStatus(facts: HookFacts): HookStatus {
  const calls = hookCalls(facts);
  const bodies = HOOKS.filter((hook) => facts.files.get(`${ownFolder(facts)}/${hook}`)?.kind === 'text');
  if (calls.length === 0 && bodies.length === 0) return { kind: 'absent' };
  const plan = planInstall(facts);
  return { kind: 'installed', files: calls, current: !('why' in plan) && plan.changes.length === 0 };
}
