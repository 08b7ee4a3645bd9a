import type { KeyResult } from '../../okr/model';
import { amongOthers, saysTheSame } from './amongOthers';
import type { Insight } from './insight';
import {
  hasSameNumbers,
  hasSameSeries,
  type InsightQuestion,
  isSameAim,
  isSameOccasion,
} from './insightQuestion';
import { type Depth, workOut } from './workOut';

interface Entry {
  readonly question: InsightQuestion;
  readonly depth: Depth;
  /** With each effect as it is alone. */
  readonly alone: Insight;
  /** As it was told last. */
  readonly insight: Insight;
}

/** What was worked out last, by key result. Worked out anew only where something changed that it is made of. */
export class InsightBook {
  private entries = new Map<string, Entry>();
  private made = 0;

  /** How many key results were worked out so far. */
  get workedOut(): number {
    return this.made;
  }

  /** The same object for as long as it says the same; nothing about a key result that was changed since. */
  of(keyResult: KeyResult): Insight | undefined {
    const entry = this.entries.get(keyOf(keyResult));
    return entry && isSameAim(entry.question.keyResult, keyResult) ? entry.insight : undefined;
  }

  /**
   * Answers these questions, and forgets about all others.
   * @param turn resolves when others have had theirs; asked for after some milliseconds of work
   * @param depth where only the watches are asked for, what more is known stays
   * @returns whether there is something new
   */
  async answer(
    questions: readonly InsightQuestion[],
    turn: () => Promise<void>,
    depth: Depth = 'all',
  ): Promise<boolean> {
    const found: Entry[] = [];
    for (const question of questions) {
      const known = this.entries.get(keyOf(question.keyResult));
      const isSame = known !== undefined && hasSameNumbers(known.question, question);
      // To compare two histories takes a while where they are not one and the same.
      if (known && !hasSameSeries(known.question, question)) await turn();
      if (isSame && isSameOccasion(known.question, question) && reaches(known.depth, depth)) {
        // With the newer objects: next time there is nothing to compare, and what was before is let go.
        found.push({ ...known, question });
        continue;
      }
      const kept = isSame ? known : undefined;
      const alone = await workOut(question, depth, kept && { insight: kept.alone, depth: kept.depth }, turn);
      found.push({ question, depth, alone, insight: alone });
      this.made += 1;
      await turn();
    }
    const before = this.entries;
    this.entries = new Map(corrected(found).map((entry) => [keyOf(entry.question.keyResult), entry]));
    return (
      before.size !== this.entries.size ||
      [...this.entries].some(([key, { insight }]) => before.get(key)?.insight !== insight)
    );
  }
}

function reaches(known: Depth, asked: Depth): boolean {
  return known === 'all' || known === asked;
}

function corrected(entries: readonly Entry[]): Entry[] {
  const released = entries.map(({ question, alone }) => ({ release: question.asked?.name, insight: alone }));
  const among = amongOthers(released);
  return entries.map((entry, index) => {
    const insight = among[index] ?? entry.insight;
    return saysTheSame(insight, entry.insight) ? entry : { ...entry, insight };
  });
}

function keyOf({ id }: KeyResult): string {
  return id.toLowerCase();
}
