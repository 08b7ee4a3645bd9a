import type { Ledger } from '../../work/ledger/ledger';
import { selectRows } from '../../work/ledger/selectRows';
import { inSlices } from '../../work/ledger/slices';
import type { Aims } from '../okrDocument';
import type { Words } from '../words';
import { servesOf } from './aimViews';
import { ledgerChart } from './chart';
import type { CommitSearch } from './commitSearch';
import type { LineBook } from './lineBook';
import { measuredRows } from './measuredRows';
import { isNarrowed, ledgerFilter, periodOf } from './panelFilter';
import { type Tally, tallyRows } from './tally';
import type { LedgerChart, PanelFilter } from './view';

export interface RowsAsked {
  readonly ledger: Ledger;
  readonly filter: PanelFilter;
  /** Who looks into messages or paths, where the filter asks for either. */
  readonly search: CommitSearch | undefined;
  readonly aims: Aims | undefined;
  readonly lines: LineBook;
  readonly now: number;
  readonly locale: string;
}

/** The commits that pass a filter, and what they and those of their period add up to. */
export interface ShownRows {
  readonly filter: PanelFilter;
  readonly ledger: Ledger;
  readonly rows: Uint32Array;
  /** Commits of the period that carry a purpose and changed lines of their own. */
  readonly measured: readonly number[];
  readonly tally: Tally;
  readonly chart?: LedgerChart;
}

/** @param turn resolves when others have had theirs; it may throw to give up */
export async function shownRows(
  { ledger, filter, search, aims, lines, now, locale }: RowsAsked,
  turn: () => Promise<void>,
  l10n: Words,
): Promise<ShownRows> {
  const { columns } = ledger.parts;
  await lines.follow(columns, turn);
  const period = periodOf(filter, aims);
  const scope = await inSlices(selectRows(ledger, period), turn);
  const tally = await inSlices(
    tallyRows(ledger, scope, (value) => servesOf(value, aims), lines),
    turn,
  );
  const wanted = ledgerFilter(filter, aims, ledger);
  const among = search ? { among: [await inSlices(search.marks(columns), turn)] } : {};
  const rows = isNarrowed(filter) ? await inSlices(selectRows(ledger, { ...wanted, ...among }), turn) : scope;
  const timezone = aims?.cycle.timezone ?? 'UTC';
  const chart = await inSlices(
    ledgerChart({ ledger, rows, lines, ...period, now, timezone, locale }, l10n),
    turn,
  );
  const measured = await inSlices(measuredRows(ledger, scope), turn);
  return { filter, ledger, rows, measured, tally, ...(chart === undefined ? {} : { chart }) };
}

/** Whether a list of the one is still true of the other. */
export function hasSameRows(one: ShownRows | undefined, other: ShownRows): boolean {
  if (one?.ledger.parts.columns !== other.ledger.parts.columns) return false;
  if (one.rows.length !== other.rows.length) return false;
  // A million of them: no call for each.
  for (let at = 0; at < one.rows.length; at += 1) if (one.rows[at] !== other.rows[at]) return false;
  return true;
}
