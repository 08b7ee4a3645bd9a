import { endOfDay, startOfDay } from '../../okr/days';
import type { Ledger } from '../../work/ledger/ledger';
import type { LedgerFilter } from '../../work/ledger/selectRows';
import type { Aims } from '../okrDocument';
import type { PanelFilter } from './view';

export const NO_FILTER: PanelFilter = {
  period: 'cycle',
  tagged: 'any',
  serves: '',
  release: '',
  path: '',
  text: '',
};

const OBJECTIVE = 'o:';
const KEY_RESULT = 'k:';
const RELEASE = 'r:';
export const NOT_RELEASED = 'none';
/** What no release and no tag has: such a filter lets nothing through. */
const NO_RELEASE = -2;

export const servesObjective = (id: string): string => OBJECTIVE + id;
export const servesKeyResult = (id: string): string => KEY_RESULT + id.toLowerCase();
export const inRelease = (name: string): string => RELEASE + name;

/** Whether it asks for less than all commits of its period. */
export function isNarrowed({ tagged, serves, release, path, text }: PanelFilter): boolean {
  return tagged !== 'any' || serves !== '' || release !== '' || isSearch({ path, text });
}

/** Whether git has to be asked which commits match. */
export function isSearch({ path, text }: Pick<PanelFilter, 'path' | 'text'>): boolean {
  return path.trim() !== '' || text.trim() !== '';
}

/** Without a cycle there is one period: all of it. */
export function periodOf(filter: PanelFilter, aims: Aims | undefined): Pick<LedgerFilter, 'since' | 'until'> {
  if (aims === undefined) return {};
  const { start, end, timezone } = aims.cycle;
  switch (filter.period) {
    case 'cycle':
      return { since: startOfDay(start, timezone), until: endOfDay(end, timezone) };
    case 'before':
      return { until: startOfDay(start, timezone) };
    default:
      return {};
  }
}

/** The question to the ledger. What git finds for a path or a text comes beside it. */
export function ledgerFilter(filter: PanelFilter, aims: Aims | undefined, ledger: Ledger): LedgerFilter {
  const { tagged, serves, release } = filter;
  return {
    ...periodOf(filter, aims),
    ...(tagged === 'any' ? {} : { tagged: tagged === 'yes' }),
    ...(serves === '' ? {} : { values: valuesOf(serves, aims) }),
    ...(release === '' ? {} : { release: releaseNumber(release, ledger) }),
  };
}

function releaseNumber(release: string, ledger: Ledger): number {
  if (release === NOT_RELEASED) return -1;
  const name = release.slice(RELEASE.length);
  const number = ledger.releases.findIndex((one) => one.name === name);
  return number === -1 ? NO_RELEASE : number;
}

/** The ids, former ones too, that commits may carry. */
function valuesOf(serves: string, aims: Aims | undefined): readonly string[] {
  const objectives = aims?.objectives ?? [];
  if (serves.startsWith(OBJECTIVE)) {
    const id = serves.slice(OBJECTIVE.length);
    const found = objectives.find((objective) => objective.id === id);
    return (found?.keyResults ?? []).flatMap((keyResult) => [keyResult.id, ...keyResult.aliases]);
  }
  const id = serves.slice(KEY_RESULT.length);
  const found = objectives
    .flatMap(({ keyResults }) => keyResults)
    .find((keyResult) => keyResult.id.toLowerCase() === id);
  return found === undefined ? [id] : [found.id, ...found.aliases];
}
