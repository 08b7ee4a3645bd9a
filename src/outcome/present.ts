import { branchView } from './branchView';
import { repositoryWorkView } from './cycleWorkView';
import { brokenOkrFilePage, emptyOkrFilePage, gitProblemPage, loadingPage, okrFilePage } from './emptyPages';
import { notices } from './notices';
import { judgeObjective, objectiveViews } from './objectiveView';
import type { Aims, AimsDocument } from './okrDocument';
import { actionTo } from './problemView';
import { servedKeyResults } from './servedKeyResults';
import { shownObjectives } from './shownObjectives';
import type { Snapshot } from './snapshot';
import { statusView } from './statusView';
import type { BranchView, EmptyPage, ReadyPage, View } from './view';
import { alarmsOf } from './watch/alarms';
import type { Words } from './words';
import { workView } from './workView';

/** The one presenter: everything known at an instant becomes what every face shows. */
export function present(snapshot: Snapshot, l10n: Words): View {
  const found = foundAims(snapshot, l10n);
  return 'kind' in found ? { page: found } : readyView(found, snapshot, l10n);
}

/** The key results that there are to show, or the page that says why there are none. */
export function foundAims(snapshot: Snapshot, l10n: Words): Aims | EmptyPage {
  if (snapshot.gitFailure) return gitProblemPage(snapshot.gitFailure, l10n);
  const { okr, okrPath } = snapshot;
  if (okr.kind === 'loading' || (snapshot.trusted && snapshot.branch === undefined)) return loadingPage(l10n);
  if (okr.kind === 'failed') return okrFilePage(okrPath, okr.failure, l10n);
  const { document } = okr;
  const aims = document.file;
  return aims === undefined || aims.objectives.every(({ keyResults }) => keyResults.length === 0)
    ? unusablePage(document, okrPath, l10n)
    : aims;
}

function unusablePage({ diagnostics }: AimsDocument, okrPath: string, l10n: Words): EmptyPage {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const first = errors[0];
  if (first === undefined) return emptyOkrFilePage(okrPath, l10n);
  return brokenOkrFilePage(okrPath, errors.length, l10n.t('Line {0}: {1}', first.line, first.message), l10n);
}

function readyView(aims: Aims, snapshot: Snapshot, l10n: Words): View {
  const served = servedKeyResults(snapshot.branch?.link, aims);
  const linked = new Set(served.active.map(({ id }) => id));
  const shown = shownObjectives(aims, served);
  const judged = shown.map((objective) => judgeObjective(objective, aims.cycle, snapshot));
  const objectives = objectiveViews(judged, linked, aims.cycle, snapshot, l10n);
  const work = workView(snapshot, served.active, l10n);
  const repository = repositoryWorkView(snapshot.cycleWork, aims.cycle.id, snapshot.locale, l10n);
  const page: ReadyPage = {
    kind: 'ready',
    branch: snapshot.branch ? branchView(snapshot.branch, true, snapshot, l10n) : restrictedBranch(l10n),
    notices: notices(snapshot, served, judged, l10n),
    objectives,
    ...(work === undefined ? {} : { work }),
    ...(repository === undefined ? {} : { repository }),
    footer: {
      text: sourcesText(
        aims,
        snapshot,
        judged.flatMap(({ keyResults }) => keyResults.map(({ keyResult }) => keyResult)),
        l10n,
      ),
      actions: snapshot.trusted ? [actionTo('refresh', l10n.t('refresh'), 'link')] : [],
    },
  };
  const status = statusView(objectives, work, l10n);
  const alarms = alarmsOf(
    shown.flatMap(({ keyResults }) => keyResults),
    aims.cycle.timezone,
    snapshot,
    l10n,
  );
  return { page, ...(status ? { status } : {}), ...(alarms.length > 0 ? { alarms } : {}) };
}

function restrictedBranch(l10n: Words): BranchView {
  return { name: l10n.t('Branch not read'), state: 'detached', why: [], actions: [] };
}

/** Where the numbers shown come from. */
function sourcesText(
  aims: Aims,
  snapshot: Snapshot,
  keyResults: Aims['objectives'][number]['keyResults'],
  l10n: Words,
): string {
  const names = new Set<string>();
  for (const { metric } of keyResults) {
    const source = metric && aims.sources.get(metric.source);
    if (source) names.add(source.type === 'file' ? l10n.t('this repository') : hostOf(source.url));
  }
  return names.size === 0
    ? l10n.t('{0}, no source', snapshot.okrPath)
    : l10n.t('from {0}', [...names].join(', '));
}

/** A source's address may hold placeholders after its host, never in it. */
function hostOf(url: string): string {
  return /^[a-z]+:\/\/([^/?#]+)/i.exec(url)?.[1] ?? url;
}
