import type { Aim, KeyResult, Quantity } from '../okr/model';
import { formatValue, type NumberStyle } from './format';
import { Formats } from './formats';
import type { Words } from './words';

/** How this key result's numbers are written: like its goal. */
export function styleOf(keyResult: KeyResult, locale: string, formats?: Formats): NumberStyle {
  const goal = goalQuantity(keyResult.aim);
  return {
    locale,
    ...(formats === undefined ? {} : { formats }),
    percent: goal?.percent ?? false,
    ...(keyResult.unit === undefined ? {} : { unit: keyResult.unit }),
  };
}

function goalQuantity(aim: Aim): Quantity | undefined {
  switch (aim.kind) {
    case 'increase':
    case 'decrease':
      return aim.target;
    case 'maintain':
      return aim.max;
    case 'atLeast':
    case 'atMost':
      return aim.bound;
    case 'milestone':
      return undefined;
  }
}

/** The one number that a chart can draw as a line. */
export function targetValue(aim: Aim): number | undefined {
  return aim.kind === 'maintain' ? undefined : goalQuantity(aim)?.value;
}

export function goalText(keyResult: KeyResult, locale: string, l10n: Words, formats = new Formats()): string {
  const { aim } = keyResult;
  const style = styleOf(keyResult, locale, formats);
  switch (aim.kind) {
    case 'increase':
    case 'decrease':
      return l10n.t('of {0}', formatValue(aim.target.value, style));
    case 'maintain':
      return l10n.t(
        'within {0} to {1}',
        formatValue(aim.min.value, style),
        formatValue(aim.max.value, style),
      );
    case 'atLeast':
      return l10n.t('at least {0}', formatValue(aim.bound.value, style));
    case 'atMost':
      return l10n.t('at most {0}', formatValue(aim.bound.value, style));
    case 'milestone': {
      const done = aim.milestones.filter((milestone) => milestone.done).length;
      return l10n.t('{0} of {1} milestones done', done, aim.milestones.length);
    }
  }
}
