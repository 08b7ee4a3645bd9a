import { currentValue } from '../metrics/aggregate';
import type { Reading } from '../metrics/reading';
import type { TimeSpan } from '../metrics/series';
import type { Guardrail } from '../okr/model';
import { formatValue } from './format';
import type { Formats } from './formats';
import type { GuardrailView } from './view';
import type { Words } from './words';

export function guardrailView(
  guardrail: Guardrail,
  reading: Reading,
  span: TimeSpan,
  locale: string,
  l10n: Words,
  formats: Formats,
): GuardrailView {
  const { title, atMost, atLeast, metric } = guardrail;
  const style = { locale, formats, percent: (atMost ?? atLeast)?.percent ?? false };
  const bound = [
    ...(atMost ? [`≤ ${formatValue(atMost.value, style)}`] : []),
    ...(atLeast ? [`≥ ${formatValue(atLeast.value, style)}`] : []),
  ].join(', ');
  const current = reading.series && currentValue(reading.series, metric.aggregate, span);
  if (current === undefined) {
    return {
      state: 'unknown',
      title,
      value: '–',
      stateText: l10n.t('not known'),
      bound,
      label: l10n.t('Guardrail {0}, {1}: not known', title, bound),
    };
  }
  const held =
    (atMost === undefined || current <= atMost.value) && (atLeast === undefined || current >= atLeast.value);
  const value = formatValue(current, style);
  return {
    state: held ? 'held' : 'broken',
    title,
    value,
    bound,
    stateText: held ? l10n.t('holds') : l10n.t('breaks'),
    label: held
      ? l10n.t('Guardrail {0} holds: {1}, bound {2}', title, value, bound)
      : l10n.t('Guardrail {0} is broken: {1}, bound {2}', title, value, bound),
  };
}
