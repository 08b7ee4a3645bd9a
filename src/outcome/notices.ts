import type { JudgedObjective } from './objectiveView';
import { actionTo } from './problemView';
import type { Served } from './servedKeyResults';
import type { Snapshot } from './snapshot';
import type { NoticeView } from './view';
import type { Words } from './words';

/** States that leave the rest usable, most pressing first. */
export function notices(
  snapshot: Snapshot,
  served: Served,
  objectives: readonly JudgedObjective[],
  l10n: Words,
): NoticeView[] {
  const found: NoticeView[] = [];
  if (!snapshot.trusted) {
    found.push({
      tone: 'info',
      text: l10n.t('Restricted Mode: the OKR file is shown, nothing is requested and no git is run.'),
      actions: [actionTo('manageTrust', l10n.t('Manage Workspace Trust'), 'link')],
    });
  }
  for (const origin of originsToApprove(snapshot, objectives)) {
    found.push({
      tone: 'info',
      text: l10n.t('{0} asks for numbers from {1}. Nothing has been sent yet.', snapshot.okrPath, origin),
      actions: [actionTo('approve', l10n.t('Allow…'), 'primary', origin)],
    });
  }
  const errors = snapshot.okr.kind === 'read' ? snapshot.okr.document.diagnostics : [];
  const count = errors.filter(({ severity }) => severity === 'error').length;
  if (count > 0) {
    found.push({
      tone: 'warning',
      text:
        count === 1
          ? l10n.t('{0} has a problem; the rest is shown.', snapshot.okrPath)
          : l10n.t('{0} has {1} problems; the rest is shown.', snapshot.okrPath, count),
      actions: [actionTo('showProblems', l10n.t('Show Problems'), 'link')],
    });
  }
  if (snapshot.refusedTrailerKey !== undefined) {
    found.push({
      tone: 'warning',
      text: l10n.t(
        'The setting throughline.trailerKey takes letters, digits and hyphens, which {0} is not. Until then, {1} is used.',
        JSON.stringify(snapshot.refusedTrailerKey),
        snapshot.trailerKey,
      ),
      actions: [actionTo('openSettings', l10n.t('Open settings'), 'link')],
    });
  }
  for (const id of served.unknown) {
    found.push({
      tone: 'warning',
      text: l10n.t('This branch is linked to {0}, which {1} does not have.', id, snapshot.okrPath),
      actions: [actionTo('link', l10n.t('Change Link…'), 'link')],
    });
  }
  for (const { id, title } of served.ended) {
    found.push({
      tone: 'info',
      text: title === undefined ? l10n.t('{0} has ended.', id) : l10n.t('{0} has ended: {1}', id, title),
      actions: [actionTo('link', l10n.t('Change Link…'), 'link')],
    });
  }
  return found;
}

function originsToApprove(snapshot: Snapshot, objectives: readonly JudgedObjective[]): Set<string> {
  const origins = new Set<string>();
  if (!snapshot.trusted) return origins;
  for (const { keyResult, reading } of objectives.flatMap(({ keyResults }) => keyResults)) {
    const { metric, window } = keyResult;
    const readings = [
      reading,
      metric?.control && snapshot.reading(metric.control, window),
      ...keyResult.guardrails.map((one) => snapshot.reading(one.metric, window)),
    ];
    for (const one of readings) if (one?.error?.kind === 'not-approved') origins.add(one.error.origin);
  }
  return origins;
}
