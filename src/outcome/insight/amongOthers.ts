import { corrected } from '../impact/holm';
import type { Impact } from '../impact/model';
import type { Insight, Since } from './insight';

/** An insight with the release that its effects are asked since. */
export interface Released {
  readonly release: string | undefined;
  readonly insight: Insight;
}

/** What holds up among all metrics, targets and guardrails, that are looked at for one release; in the order given. */
export function amongOthers(all: readonly Released[]): Insight[] {
  const byRelease = new Map<string, Impact[]>();
  for (const { release = '', insight } of all) {
    byRelease.set(release, [...(byRelease.get(release) ?? []), ...effectsOf(insight)]);
  }
  const among = new Map<Impact, Impact>();
  for (const effects of byRelease.values()) {
    for (const [index, one] of corrected(effects).entries()) among.set(effects[index] ?? one, one);
  }
  return all.map(({ insight }) => {
    const isSame = effectsOf(insight).every((effect) => among.get(effect) === effect);
    if (isSame) return insight;
    const own = correctedIn(insight, among);
    return { ...insight, ...own, guardrails: insight.guardrails.map((one) => correctedIn(one, among)) };
  });
}

/** Whether the look at others says the same of two insights that were the same alone. */
export function saysTheSame(one: Insight, other: Insight): boolean {
  return effectsOf(one).map(says).join() === effectsOf(other).map(says).join();
}

function correctedIn<One extends Since>(one: One, among: ReadonlyMap<Impact, Impact>): One {
  const effect = one.effect && among.get(one.effect);
  return effect ? { ...one, effect } : one;
}

function effectsOf({ effect, guardrails }: Insight): Impact[] {
  return [...(effect ? [effect] : []), ...guardrails.flatMap((one) => one.effect ?? [])];
}

/** What the look at others can change of an answer. */
function says({ answer, why }: Impact): string {
  return `${answer} ${why?.kind === 'several' ? why.metrics : ''}`;
}
