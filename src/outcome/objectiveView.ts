import { daysLeft, elapsedShare } from '../okr/days';
import type { Cycle, KeyResult, Objective } from '../okr/model';
import { objectiveScore } from '../okr/progress';
import type { JudgedKeyResult, Shown } from './drawn';
import { formatPace, formatScore } from './format';
import { judgeKeyResult, keyResultView } from './keyResultView';
import type { Snapshot } from './snapshot';
import type { ObjectiveView } from './view';
import type { Words } from './words';

/** Up to here all key results of a page are open; beyond, only those of the branch. */
const OPEN_AT_MOST = 4;

export interface JudgedObjective {
  readonly objective: Objective;
  readonly keyResults: readonly JudgedKeyResult[];
}

export function judgeObjective(objective: Objective, cycle: Cycle, snapshot: Snapshot): JudgedObjective {
  return {
    objective,
    keyResults: objective.keyResults.map((keyResult) => judgeKeyResult(keyResult, cycle.timezone, snapshot)),
  };
}

/**
 * How each key result stands on a page of these objectives.
 * @param linked ids of the key results that the branch serves, as the file writes them
 */
export function standingOn(
  objectives: readonly Objective[],
  linked: ReadonlySet<string>,
): (keyResult: KeyResult) => Shown {
  const count = objectives.reduce((sum, { keyResults }) => sum + keyResults.length, 0);
  return ({ id }) => {
    const isLinked = linked.has(id);
    return {
      linked: isLinked,
      expanded: isLinked || (linked.size > 0 ? count <= OPEN_AT_MOST : count <= 2),
    };
  };
}

/** @param linked ids of the key results that the branch serves, as the file writes them */
export function objectiveViews(
  judged: readonly JudgedObjective[],
  linked: ReadonlySet<string>,
  cycle: Cycle,
  snapshot: Snapshot,
  l10n: Words,
): ObjectiveView[] {
  const standing = standingOn(
    judged.map(({ objective }) => objective),
    linked,
  );
  // Days of a time zone are dear to find, and the same for all.
  const left = daysLeft(cycle, cycle.timezone, snapshot.now);
  const elapsed = elapsedShare(cycle, cycle.timezone, snapshot.now);
  return judged.map(({ objective, keyResults }) => {
    // The branch's own first: the number one came for is at the top.
    const ordered = keyResults.toSorted(
      (a, b) => Number(linked.has(b.keyResult.id)) - Number(linked.has(a.keyResult.id)),
    );
    return {
      id: objective.id,
      eyebrow: eyebrow(objective, cycle.id, left, l10n),
      title: objective.title,
      facts: factsOf(objective, keyResults, elapsed, l10n),
      keyResults: ordered.map((one) =>
        keyResultView(one, standing(one.keyResult), cycle.timezone, snapshot, l10n),
      ),
    };
  });
}

function eyebrow(objective: Objective, cycle: string, left: number, l10n: Words): string[] {
  return [
    l10n.t('Objective'),
    ...(objective.owner === undefined ? [] : [objective.owner]),
    left === 0
      ? l10n.t('{0} is over', cycle)
      : left === 1
        ? l10n.t('last day')
        : l10n.t('{0} days left', left),
  ];
}

function factsOf(
  objective: Objective,
  keyResults: readonly JudgedKeyResult[],
  elapsed: number,
  l10n: Words,
): string[] {
  const score = objectiveScore(
    keyResults.map(({ keyResult, judgement }) => ({ weight: keyResult.weight, score: judgement.score })),
  );
  const known = keyResults.filter(({ judgement }) => judgement.score !== undefined).length;
  const facts = objective.customer === undefined ? [] : [l10n.t('for {0}', objective.customer)];
  if (score === undefined) return facts;
  facts.push(
    known === keyResults.length
      ? l10n.t('score {0}', formatScore(score))
      : l10n.t('score {0} ({1} of {2} known)', formatScore(score), known, keyResults.length),
  );
  // A score that lacks members can't be held against the calendar.
  if (known === keyResults.length) {
    facts.push(l10n.t('pace {0}', formatPace(score - elapsed)));
  }
  return facts;
}
