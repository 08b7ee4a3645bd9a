import { findId } from '../../okr/lookup';
import type { LedgerCount, ValueCount } from '../../work/ledger/countRows';
import type { Aims } from '../okrDocument';

/** What some commits served, by objective, for a terminal and for programs. */
export interface LedgerSummary {
  readonly commits: number;
  readonly tagged: number;
  readonly objectives: readonly {
    readonly id: string;
    readonly title: string;
    readonly keyResults: readonly ServedCount[];
  }[];
  /** What commits carry that the OKR file does not aim for. */
  readonly others: readonly ServedCount[];
}

export interface ServedCount {
  readonly id: string;
  readonly title?: string;
  /** It was aimed for once. */
  readonly ended?: boolean;
  readonly commits: number;
  readonly released: number;
  /** When the first and the last were committed; milliseconds since 1970 UTC. Absent where there are none. */
  readonly first?: number;
  readonly last?: number;
}

const NONE = { commits: 0, released: 0 };

/** Key results in the order of the OKR file, the others by how many commits carry them. */
export function ledgerSummary(count: LedgerCount, aims: Aims | undefined): LedgerSummary {
  const known = new Set<string>();
  const objectives = (aims?.objectives ?? []).map(({ id, title, keyResults }) => ({
    id,
    title,
    keyResults: keyResults.map((keyResult): ServedCount => {
      const names = [keyResult.id, ...keyResult.aliases].map((name) => name.toLowerCase());
      for (const name of names) known.add(name);
      const counts = names.flatMap((name) => count.byValue.get(name) ?? []);
      return { id: keyResult.id, title: keyResult.title, ...added(counts) };
    }),
  }));
  const others = [...count.byValue]
    .filter(([name]) => !known.has(name))
    .map(([, { value, commits, released, first, last }]): ServedCount => {
      const found = aims && findId(aims, value);
      const ended = found?.kind === 'ended' ? found.ended : undefined;
      return {
        id: value,
        ...(ended?.title === undefined ? {} : { title: ended.title }),
        ...(ended === undefined ? {} : { ended: true }),
        ...{ commits, released, first, last },
      };
    })
    .sort((a, b) => b.commits - a.commits || (a.id < b.id ? -1 : 1));
  const { commits, tagged } = count;
  return { commits, tagged, objectives, others };
}

function added(counts: readonly ValueCount[]): Omit<ServedCount, 'id'> {
  if (counts.length === 0) return NONE;
  return {
    commits: counts.reduce((sum, { commits }) => sum + commits, 0),
    released: counts.reduce((sum, { released }) => sum + released, 0),
    first: Math.min(...counts.map(({ first }) => first)),
    last: Math.max(...counts.map(({ last }) => last)),
  };
}
