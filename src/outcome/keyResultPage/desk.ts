import type { GitPort } from '../../io/ports';
import { findId } from '../../okr/lookup';
import type { KeyResult } from '../../okr/model';
import type { Ledger } from '../../work/ledger/ledger';
import { inSlices } from '../../work/ledger/slices';
import { brokenOkrFilePage } from '../emptyPages';
import { impactOf } from '../impact/impact';
import type { Impact } from '../impact/model';
import type { InsightQuestion } from '../insight/insightQuestion';
import { insightQuestions } from '../insight/insightQuestions';
import { keyResultImpact } from '../insight/keyResultInsight';
import type { Aims } from '../okrDocument';
import { foundAims } from '../present';
import type { Snapshot } from '../snapshot';
import type { Words } from '../words';
import { pageCharts } from './charts';
import { endedKeyResultPage, unknownKeyResultPage } from './gonePages';
import { chartFactsOf, keyResultPage, type PageFacts } from './page';
import { readServedCommits, type ServedCommits } from './servedCommits';
import type { KeyResultPage, PageChart } from './view';

export interface DeskParts {
  readonly git: GitPort;
  readonly root: string;
  /** As the panel was opened for; the file may have another one for it now. */
  readonly id: string;
  readonly l10n: Words;
  snapshot(): Snapshot;
  /** Nothing until it was read. */
  ledger(): Ledger | undefined;
  /** Resolves when others have had their turn. */
  turn(): Promise<void>;
  /** There is something new to show. */
  changed(): void;
  failed(what: string, error: unknown): void;
}

/** Noise models between two looks at what else is to do: each takes a millisecond or less. */
const STEPS_AT_ONCE = 4;

/** What it was made of, by identity, with what was made. */
interface Made<Value> {
  readonly of: readonly unknown[];
  readonly value: Value;
}

/** Behind the panel of one key result: what is shown of it, and what only this panel asks for. */
export class KeyResultDesk {
  private chosen: string | undefined;
  private readonly picks = new Map<string, Made<Impact> | undefined>();
  private commits: Made<ServedCommits> | undefined;
  private charts: Made<readonly PageChart[]> | undefined;
  private working: Promise<void> | undefined;
  private again = false;
  private disposed = false;

  constructor(private readonly parts: DeskParts) {}

  /** Asks about a release; one that does not count for the key result is not asked about. */
  choose(release: string): Promise<void> {
    this.chosen = release;
    this.parts.changed();
    return this.wake();
  }

  /** The numbers, the commits, the file or the day may be others now. Resolves when all is worked out. */
  wake(): Promise<void> {
    this.again = true;
    this.working ??= this.work()
      .catch((error: unknown) => this.parts.failed('A key result could not be worked out', error))
      .finally(() => {
        this.working = undefined;
      });
    return this.working;
  }

  page(): KeyResultPage {
    const { id, l10n } = this.parts;
    const snapshot = this.parts.snapshot();
    const aims = foundAims(snapshot, l10n);
    if ('kind' in aims) return aims;
    const found = findId(aims, id);
    if (found.kind === 'ended') return endedKeyResultPage(found.ended.id, found.ended.title, l10n);
    if (found.kind === 'unknown') return this.gone(snapshot);
    const { keyResult, objective } = found;
    const { commits, charts } = this;
    return keyResultPage(
      {
        ...this.facts(snapshot, aims, keyResult),
        objective,
        ...(commits ? { commits: commits.value } : {}),
        ...(charts ? { charts: charts.value } : {}),
      },
      l10n,
    );
  }

  private facts(snapshot: Snapshot, aims: Aims, keyResult: KeyResult): Omit<PageFacts, 'objective'> {
    const chosen = this.chosen;
    const picks = new Map([...this.picks].flatMap(([name, made]) => (made ? [[name, made.value]] : [])));
    return { snapshot, aims, keyResult, picks, ...(chosen === undefined ? {} : { chosen }) };
  }

  dispose(): void {
    this.disposed = true;
  }

  /** A file with a mistake gives the key results around it: then it is there, but can't be read. */
  private gone({ okr, okrPath }: Snapshot): KeyResultPage {
    const { id, l10n } = this.parts;
    const errors =
      okr.kind === 'read' ? okr.document.diagnostics.filter(({ severity }) => severity === 'error') : [];
    const [first] = errors;
    if (first === undefined) return unknownKeyResultPage(id, okrPath, l10n);
    return brokenOkrFilePage(
      okrPath,
      errors.length,
      l10n.t('Line {0}: {1}', first.line, first.message),
      l10n,
    );
  }

  private async work(): Promise<void> {
    while (this.again && !this.disposed) {
      this.again = false;
      const snapshot = this.parts.snapshot();
      const aims = snapshot.okr.kind === 'read' ? snapshot.okr.document.file : undefined;
      const found = aims && findId(aims, this.parts.id);
      if (aims === undefined || found?.kind !== 'active') continue;
      const { keyResult } = found;
      const { cycle } = aims;
      const span = snapshot.drawn.spanOf(cycle, cycle.timezone);
      const draw = (): Promise<boolean> => this.draw(this.facts(snapshot, aims, keyResult));
      const steps = [
        draw,
        () => this.readCommits(keyResult, span),
        () => this.workOutPicks(keyResult, snapshot),
        draw,
      ];
      for (const step of steps) {
        const news = await step();
        if (news && !this.disposed) this.parts.changed();
      }
    }
  }

  private async draw(facts: Omit<PageFacts, 'objective'>): Promise<boolean> {
    const { turn, l10n } = this.parts;
    const { snapshot, aims, keyResult, chosen, picks } = facts;
    const series = keyResult.metric && snapshot.reading(keyResult.metric, keyResult.window).series;
    const of = [
      keyResult,
      aims.cycle,
      series,
      snapshot.insightOf?.(keyResult),
      snapshot.branch?.releases,
      snapshot.cycleWork,
      chosen,
      picks.size,
      chosen === undefined ? undefined : picks.get(chosen),
      snapshot.drawn.dayOf(snapshot.now, aims.cycle.timezone),
    ];
    if (isSame(this.charts?.of, of)) return false;
    const drawn = chartFactsOf(facts, l10n);
    this.charts = { of, value: drawn ? await inSlices(pageCharts(drawn, l10n), turn) : [] };
    return true;
  }

  private async readCommits(keyResult: KeyResult, span: { from: number; to: number }): Promise<boolean> {
    const { git, root, turn } = this.parts;
    const ledger = this.parts.ledger();
    const { id, aliases } = keyResult;
    const of = [ledger, [id, ...aliases].join(' '), span.from, span.to];
    if (ledger === undefined || isSame(this.commits?.of, of)) return false;
    this.commits = { of, value: await readServedCommits(git, root, ledger, { id, aliases }, span, turn) };
    return true;
  }

  /** Those that were looked at before as well: how many there are, and what holds up among them, is said. */
  private async workOutPicks(keyResult: KeyResult, snapshot: Snapshot): Promise<boolean> {
    const question = insightQuestions(snapshot).find((one) => one.keyResult === keyResult);
    const { chosen } = this;
    if (question === undefined) return false;
    const usual = question.asked?.name;
    if (chosen !== undefined && chosen !== usual && !this.picks.has(chosen))
      this.picks.set(chosen, undefined);
    let news = false;
    for (const [name, known] of this.picks) {
      const asked = question.deployments.releases.find((release) => release.name === name);
      if (asked === undefined || name === usual) {
        // What the sidebar asks about is its answer, not one that was picked.
        this.picks.delete(name);
        if (asked === undefined && name === chosen) this.chosen = undefined;
        news = true;
        continue;
      }
      const of = [
        keyResult,
        question.series,
        question.control,
        snapshot.branch?.releases,
        snapshot.cycleWork,
        question.today,
      ];
      if (isSame(known?.of, of)) continue;
      const effect = await this.workOut(keyResult, { ...question, asked });
      if (effect) this.picks.set(name, { of, value: effect });
      news = true;
    }
    return news;
  }

  private async workOut(
    keyResult: KeyResult,
    { series, control, cycle, now, deployments, asked }: InsightQuestion,
  ): Promise<Impact | undefined> {
    if (series === undefined || asked === undefined) return undefined;
    const { releases, unrelated = [] } = deployments;
    const occasion = { series, cycle, now, deployments: releases, unrelated, asked };
    const request = keyResultImpact(keyResult, { ...occasion, ...(control ? { control } : {}) });
    if (request === undefined) return undefined;
    let steps = 0;
    return inSlices(impactOf(request), async () => {
      steps += 1;
      if (steps % STEPS_AT_ONCE === 0) await this.parts.turn();
    });
  }
}

function isSame(one: readonly unknown[] | undefined, other: readonly unknown[]): boolean {
  return one?.every((value, index) => value === other[index]) ?? false;
}
