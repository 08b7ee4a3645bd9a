import { formatValue } from '../format';
import type { Figures, Impact, ImpactWindow } from '../impact/model';
import { changeText, dayText, namesText, sizeText, spanText, type Telling } from '../insight/insightWords';
import type { Words } from '../words';
import type { FigureLine } from './view';

/** Every figure behind the answer about a deployment, each with what it means. */
export function effectRows(
  { window, figures, others, stepless = [] }: Impact,
  telling: Telling,
  l10n: Words,
): FigureLine[] {
  const { locale } = telling.style;
  const stepped = others.filter((one) => !stepless.includes(one));
  return [
    ...(window ? windowRows(window, telling, l10n) : []),
    ...(stepped.length > 0
      ? [
          line(
            l10n.t('Other deployments'),
            namesText(stepped, locale, l10n),
            l10n.t('In the same days. The change since each is counted apart, not here.'),
          ),
        ]
      : []),
    ...(stepless.length > 0
      ? [
          line(
            l10n.t('At the edge'),
            namesText(stepless, locale, l10n),
            l10n.t('Deployments in the same days, with nothing on the other side to compare with.'),
          ),
        ]
      : []),
    ...(figures
      ? [...changeRows(figures, telling, l10n), ...noiseRows(figures, l10n), methodRow(window, l10n)]
      : []),
  ];
}

function windowRows(window: ImpactWindow, telling: Telling, l10n: Words): FigureLine[] {
  const { unit, from, to, afterFrom, before, after, leftOut, missing } = window;
  return [
    line(
      l10n.t('Before'),
      l10n.t('{0} from {1} on', spanText(before, unit, l10n), dayText(from, telling)),
      l10n.t('What it is compared with. More would invite what else happened.'),
    ),
    ...(after > 0
      ? [
          line(
            l10n.t('After'),
            l10n.t(
              '{0} from {1} to {2}',
              spanText(after, unit, l10n),
              dayText(afterFrom, telling),
              dayText(to, telling),
            ),
            l10n.t('Only what is over: today does not count.'),
          ),
        ]
      : []),
    line(
      l10n.t('Left out'),
      spanText(leftOut, unit, l10n),
      l10n.t('Marked in the OKR file, or cut in two by a deployment: on neither side.'),
    ),
    line(
      l10n.t('Without a value'),
      spanText(missing, unit, l10n),
      l10n.t('They stay missing. With more than a fifth missing there is no answer.'),
    ),
  ];
}

function changeRows(figures: Figures, telling: Telling, l10n: Words): FigureLine[] {
  const { scale, estimate, lower, upper, pUp, p, smallestDetectable, needed, matters, level } = figures;
  const { style } = telling;
  const told = (change: number): string => changeText(change, scale, style, l10n);
  const size = (change: number): string => sizeText(change, scale, style, l10n);
  return [
    line(
      l10n.t('Level before'),
      formatValue(level, style),
      l10n.t('The mean of the days before; changes are told against it.'),
    ),
    line(l10n.t('Change'), told(estimate), l10n.t('The middle of what is likely.')),
    line(
      l10n.t('95% interval'),
      l10n.t('{0} to {1}', told(lower), told(upper)),
      l10n.t(
        'The change is somewhere in it. Where all of it is on one side of zero and tells roughly how much, the metric moved.',
      ),
    ),
    line(
      l10n.t('Probability that it went up'),
      probability(pUp, style.locale),
      l10n.t('By however little. 50% would be a coin toss.'),
    ),
    line(
      l10n.t('p-value'),
      pText(p, style.locale),
      l10n.t(
        'How often noise alone would look at least this different. Below 0.05 all of the interval is on one side of zero.',
      ),
    ),
    line(
      l10n.t('Smallest change that shows'),
      `±${size(smallestDetectable)}`,
      l10n.t('These days would show it in four of five cases. A smaller one can hide in their noise.'),
    ),
    ...(matters === undefined
      ? []
      : [
          line(
            l10n.t('Worth acting on'),
            l10n.t('from ±{0}', size(matters)),
            needed === undefined
              ? l10n.t('A fifth of the room to the bound that is held, at most a twentieth of the level.')
              : l10n.t('A fifth of what the key result needs, at most a twentieth of the level.'),
          ),
        ]),
    ...(needed === undefined
      ? []
      : [
          line(
            l10n.t('Needed altogether'),
            size(needed),
            l10n.t('What the key result asks for: the way from its start to its target, or to its bound.'),
          ),
        ]),
  ];
}

function noiseRows({ scale, correlation, wanderingShare, driftShare }: Figures, l10n: Words): FigureLine[] {
  const percent = (share: number): string => `${Math.round(share * 100)}%`;
  return [
    line(
      l10n.t('Noise: likeness of neighbours'),
      correlation.toFixed(2),
      l10n.t(
        'How much one day resembles the next, from 0 (a new throw of the dice) to 1. The more, the less each day tells.',
      ),
    ),
    line(
      l10n.t('Noise: a level that wanders'),
      l10n.t('{0} of the weight', percent(wanderingShare)),
      l10n.t('How far the days look as if the level strayed by itself. More of it makes the interval wider.'),
    ),
    line(
      l10n.t('Noise: a steady drift'),
      l10n.t('{0} of the weight', percent(driftShare)),
      l10n.t(
        'How far the metric was rising or falling anyway. What it gained that way does not count as a change.',
      ),
    ),
    line(
      l10n.t('Scale'),
      scale === 'ratio' ? l10n.t('by ratio') : l10n.t('by difference'),
      scale === 'ratio'
        ? l10n.t('A change is a share of the level, as people mean it of a count.')
        : l10n.t(
            'A change is told in the metric’s own unit: it is a percentage, is small, or goes below zero.',
          ),
    ),
  ];
}

function methodRow(window: ImpactWindow | undefined, l10n: Words): FigureLine {
  const pictures = l10n.t(
    '57 pictures of how the metric moves on its own are each believed as far as the values bear them out. More in docs/insight.md of Throughline.',
  );
  if (window === undefined || window.period === 1)
    return line(l10n.t('Method'), l10n.t('regression, averaged over noise models'), pictures);
  return window.unit === 'day'
    ? line(
        l10n.t('Method'),
        l10n.t('regression with weekday factors, averaged over noise models'),
        l10n.t('Weekdays are taken out. {0}', pictures),
      )
    : line(
        l10n.t('Method'),
        l10n.t('regression with factors for the months of the year, averaged over noise models'),
        l10n.t('Months of the year are taken out. {0}', pictures),
      );
}

function line(label: string, value: string, explanation: string): FigureLine {
  return { label, value, explanation };
}

/** What is not certain is not written as such. */
function probability(share: number, locale: string): string {
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  if (share < 0.01) return `< ${percent.format(0.01)}`;
  return share > 0.99 ? `> ${percent.format(0.99)}` : percent.format(share);
}

function pText(p: number, locale: string): string {
  const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
  return p < 0.001 ? `< ${number.format(0.001)}` : number.format(p);
}
