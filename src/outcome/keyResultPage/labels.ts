import type { Words } from '../words';
import type { KeyResultLabels } from './view';

export function keyResultLabels(l10n: Words): KeyResultLabels {
  return {
    forecast: l10n.t('Will it hit?'),
    effect: l10n.t('Did it move?'),
    since: l10n.t('Since which deployment'),
    watch: l10n.t('Has it got worse?'),
    guardrails: l10n.t('Guardrails'),
    milestones: l10n.t('Milestones'),
    releases: l10n.t('Deployments and their commits'),
    workedOut: l10n.t('How this was worked out'),
    chart: l10n.t('Chart'),
    views: l10n.t('What the chart shows'),
    ask: l10n.t('Ask about it'),
    asked: l10n.t('asked about'),
    keys: l10n.t('Arrow keys move along the line, + and − zoom, Escape shows all.'),
    reset: l10n.t('Show all'),
    hint: l10n.t('Point at the line or use the arrow keys to read it; drag to zoom.'),
    table: l10n.t('As a table'),
    day: l10n.t('Day'),
    value: l10n.t('Value'),
    foreseen: l10n.t('Foreseen'),
    note: l10n.t('Note'),
    course: l10n.t('value'),
    unfinished: l10n.t('not over yet'),
    target: l10n.t('target'),
    mean: l10n.t('foreseen'),
    band80: l10n.t('80% range'),
    band95: l10n.t('95% range'),
    own: l10n.t('its deployments'),
    other: l10n.t('other releases'),
    leftOut: l10n.t('left out'),
    today: l10n.t('now'),
  };
}
