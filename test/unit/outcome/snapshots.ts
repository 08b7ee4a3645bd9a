import assert from 'node:assert/strict';
import type { Reading } from '../../../src/metrics/reading';
import type { Series } from '../../../src/metrics/series';
import { Drawn } from '../../../src/outcome/drawn';
import { parseAims } from '../../../src/outcome/okrDocument';
import { present } from '../../../src/outcome/present';
import type { BranchState, Snapshot } from '../../../src/outcome/snapshot';
import type { KeyResultView, ReadyPage, View } from '../../../src/outcome/view';
import { plainWords } from '../../../src/outcome/words';
import { DAY, NOW } from '../../support/metricQuery';

export type Readings = Readonly<Record<string, Reading>>;

/** A trusted look at an OKR file at `NOW`, from the branch `work`, which nothing links. */
export function snapshotOf(
  okrText: string,
  readings: Readings = {},
  changes: Partial<Snapshot> = {},
): Snapshot {
  return {
    now: NOW,
    locale: 'en',
    trusted: true,
    repository: { name: 'shop', several: false },
    okrPath: 'okrs.yaml',
    okr: { kind: 'read', document: parseAims(okrText) },
    branch: onBranch(),
    boxTags: [],
    trailerKey: 'OKR',
    tagging: 'suggest',
    drawn: new Drawn(),
    staleAfter: 60_000,
    reading: ({ query }) => readings[query] ?? { loading: false },
    ...changes,
  };
}

export function onBranch(changes: Partial<BranchState> = {}): BranchState {
  return {
    head: { kind: 'branch', name: 'work', commit: 'a'.repeat(40) },
    work: { base: 'main', commits: [], capped: false },
    releases: [],
    ...changes,
  };
}

export function servingByHand(...ids: readonly string[]): BranchState {
  return onBranch({ link: { ids, reason: { kind: 'explicit' } } });
}

/** Values a day apart, the last of them at `until`. */
export function daily(values: readonly (number | null)[], until = NOW): Series {
  return { points: values.map((v, index) => ({ t: until - (values.length - 1 - index) * DAY, v })) };
}

export function fresh(series: Series): Reading {
  return { series, fetchedAt: NOW - 5_000, loading: false };
}

export function viewOf(snapshot: Snapshot): View {
  return present(snapshot, plainWords);
}

export function readyPageOf(snapshot: Snapshot): ReadyPage {
  const { page } = viewOf(snapshot);
  assert.equal(page.kind, 'ready');
  assert.ok(page.kind === 'ready');
  return page;
}

/** The key result with this id, as shown. */
export function keyResultOf(snapshot: Snapshot, id: string): KeyResultView {
  const shown = readyPageOf(snapshot).objectives.flatMap(({ keyResults }) => keyResults);
  const found = shown.find((one) => one.id === id);
  assert.ok(found, `${id} is shown`);
  return found;
}
