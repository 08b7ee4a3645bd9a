import {
  betweenTexts,
  changeText,
  dayText,
  namesText,
  sizeText,
  spanText,
  type Telling,
} from '../insight/insightWords';
import type { Words } from '../words';
import { isLastLook } from './lastLook';
import type { Beside, Figures, Impact, ImpactWindow } from './model';
import { isOneSided, isOpen, whyNotText } from './whyNotText';

export interface ImpactText {
  /** The answer in one sentence. */
  readonly answer: string;
  /** What else has to be known to read it: at most some sentences. */
  readonly notes: readonly string[];
  /** How it was worked out, figure by figure. */
  readonly workedOut: readonly string[];
}

const WEEKDAYS = 7;
const MONTHS = 12;
const MOST_OTHERS = 12;

/** An answer about a deployment, in words. Says `since`, as nothing here shows what was because of what. */
export function impactText(impact: Impact, telling: Telling, l10n: Words): ImpactText {
  const { figures, window, unrelated = [], beside } = impact;
  const { locale } = telling.style;
  return {
    answer: answerText(impact, telling, l10n),
    notes: [
      ...(impact.answer === 'moved'
        ? [l10n.t('Other things that happened at the same time are not ruled out.')]
        : []),
      ...othersText(impact, locale, l10n),
      ...(window && unrelated.length > 0
        ? [
            l10n.t(
              'Also released in these days, without commits of this key result: {0}.',
              allNames(unrelated, locale, l10n),
            ),
          ]
        : []),
      ...againText(impact, telling, l10n),
    ],
    workedOut: [
      ...(window && window.after > 0 ? windowText(window, figures !== undefined, telling, l10n) : []),
      ...(beside ? [besideText(beside, window?.unit ?? 'day', l10n)] : []),
      ...(figures ? figureText(figures, telling, l10n) : []),
    ],
  };
}

function answerText(impact: Impact, telling: Telling, l10n: Words): string {
  const { answer, figures, window, since, why } = impact;
  const { style, title } = telling;
  const names = namesText(since, style.locale, l10n);
  if (figures === undefined || window === undefined || (why && !isOpen(why))) {
    return whyNotText(impact, names, telling, l10n);
  }
  const told = (change: number): string => changeText(change, figures.scale, style, l10n);
  const after = spanText(window.after, window.unit, l10n);
  if (answer === 'moved') {
    const change = l10n.t(
      '{0}: {1} (95% interval {2} to {3}) in the {4} since {5}',
      title,
      told(figures.estimate),
      told(figures.lower),
      told(figures.upper),
      after,
      names,
    );
    return againstText(change, window, l10n);
  }
  if (answer === 'no-change') {
    const matters = sizeText(figures.matters ?? 0, figures.scale, style, l10n);
    return l10n.t(
      '{0}: no change worth acting on since {1}: within ±{2} ({3} to {4}).',
      title,
      names,
      matters,
      told(figures.lower),
      told(figures.upper),
    );
  }
  return openText(impact, figures, window, telling, l10n);
}

function openText(
  impact: Impact,
  figures: Figures,
  { after, unit }: ImpactWindow,
  { style, title }: Telling,
  l10n: Words,
): string {
  const [lower, upper] = [figures.lower, figures.upper].map((end) =>
    changeText(end, figures.scale, style, l10n),
  );
  const size = sizeText(figures.smallestDetectable, figures.scale, style, l10n);
  const between = l10n.t('{0} to {1}', lower ?? '', upper ?? '');
  const change = l10n.t('{0} since {1}', between, namesText(impact.since, style.locale, l10n));
  const shows = l10n.t(
    '{0} of this metric can show changes of about ±{1} or more.',
    spanText(after, unit, l10n),
    size,
  );
  if (isLastLook(impact))
    return isOneSided(figures)
      ? l10n.t("{0}: can't tell by how much: {1}. {2}", title, change, shows)
      : l10n.t("{0}: can't tell: {1}. {2}", title, change, shows);
  return isOneSided(figures)
    ? l10n.t("{0}: can't tell yet by how much: {1}. {2}", title, change, shows)
    : l10n.t("{0}: can't tell yet: {1}. {2}", title, change, shows);
}

function againstText(change: string, { before, unit, period }: ImpactWindow, l10n: Words): string {
  const span = spanText(before, unit, l10n);
  if (unit === 'day' && period === WEEKDAYS)
    return l10n.t(
      "{0}, against the {1} before, allowing for weekdays and the metric's own drift.",
      change,
      span,
    );
  if (unit === 'month' && period === MONTHS)
    return l10n.t(
      "{0}, against the {1} before, allowing for months of the year and the metric's own drift.",
      change,
      span,
    );
  return period > 1
    ? l10n.t(
        "{0}, against the {1} before, allowing for a season of {2} and the metric's own drift.",
        change,
        span,
        spanText(period, unit, l10n),
      )
    : l10n.t("{0}, against the {1} before, allowing for the metric's own drift.", change, span);
}

/** What else was released is named, also where that is once a week. */
function allNames(others: Impact['others'], locale: string, l10n: Words): string {
  return namesText(others, locale, l10n, undefined, MOST_OTHERS);
}

function othersText(
  { others, stepless = [], window, figures }: Impact,
  locale: string,
  l10n: Words,
): string[] {
  if (window === undefined || others.length === 0) return [];
  if (figures === undefined) return [l10n.t('Also in these days: {0}.', allNames(others, locale, l10n))];
  const stepped = others.filter((one) => !stepless.includes(one));
  const names = allNames(stepped, locale, l10n);
  return [
    ...(stepped.length === 0
      ? []
      : [
          stepped.length === 1
            ? l10n.t('Also in these days: {0}, whose change is counted apart.', names)
            : l10n.t('Also in these days: {0}, whose changes are counted apart.', names),
        ]),
    ...(stepless.length === 0
      ? []
      : [
          l10n.t(
            'Also in these days: {0}, at their edge, with nothing on the other side to compare with.',
            allNames(stepless, locale, l10n),
          ),
        ]),
  ];
}

function againText(impact: Impact, telling: Telling, l10n: Words): string[] {
  const { again, answer, why, figures, window } = impact;
  if (again === undefined) {
    const isOpenStill = figures !== undefined || why?.kind === 'few-after';
    return answer === 'cant-tell' && isOpenStill && isLastLook(impact)
      ? [l10n.t('No more days will be looked at: the longer one waits, the more else has happened.')]
      : [];
  }
  const day = dayText(again.on, telling);
  const after = spanText(again.after, window?.unit ?? 'day', l10n);
  if (again.smallestDetectable === undefined || figures === undefined) {
    return [l10n.t('Look again on {0}, when {1} are over.', day, after)];
  }
  const size = sizeText(again.smallestDetectable, figures.scale, telling.style, l10n);
  return [l10n.t('Look again on {0}: {1} can show changes of about ±{2}.', day, after, size)];
}

/** Which days were compared with which. */
export function comparedText(window: ImpactWindow, telling: Telling, l10n: Words): string {
  const { unit, from, to, afterFrom, before, after } = window;
  return l10n.t(
    'Compared: {0} from {1} on with {2} from {3} to {4}.',
    spanText(before, unit, l10n),
    dayText(from, telling),
    spanText(after, unit, l10n),
    dayText(afterFrom, telling),
    dayText(to, telling),
  );
}

/** Which days there are, where they were not compared. */
function lookedAtText(
  { unit, from, to, before, after }: ImpactWindow,
  telling: Telling,
  l10n: Words,
): string {
  return l10n.t(
    'Looked at: {0} to {1}, with {2} before and {3} since.',
    dayText(from, telling),
    dayText(to, telling),
    spanText(before, unit, l10n),
    spanText(after, unit, l10n),
  );
}

function windowText(window: ImpactWindow, compared: boolean, telling: Telling, l10n: Words): string[] {
  const { unit, leftOut, missing } = window;
  return [
    compared ? comparedText(window, telling, l10n) : lookedAtText(window, telling, l10n),
    ...(leftOut > 0
      ? [
          l10n.t(
            'Left out: {0} (marked in the OKR file, or the day of a deployment).',
            spanText(leftOut, unit, l10n),
          ),
        ]
      : []),
    ...(missing > 0 ? [l10n.t('Without a value: {0}.', spanText(missing, unit, l10n))] : []),
  ];
}

function besideText({ title, leftOut }: Beside, unit: ImpactWindow['unit'], l10n: Words): string {
  switch (leftOut?.kind) {
    case undefined:
      return l10n.t('Compared beside: {0}. What moves both counts as no change.', title);
    case 'no-values':
      return l10n.t('Not compared beside {0}: it has no numbers.', title);
    case 'gaps':
      return l10n.t('Not compared beside {0}: it lacks {1}.', title, spanText(leftOut.missing, unit, l10n));
    case 'same':
      return l10n.t('Not compared beside {0}: it says nothing of its own on these days.', title);
  }
}

function figureText(figures: Figures, { style }: Telling, l10n: Words): string[] {
  const { pUp, smallestDetectable, scale, matters, correlation, wanderingShare, driftShare } = figures;
  const percent = (share: number): number => Math.round(share * 100);
  const [lower, upper] = betweenTexts(figures, style, l10n);
  return [
    l10n.t('95% interval of the change: {0} to {1}.', lower, upper),
    probabilityText(pUp, l10n),
    l10n.t(
      'Smallest change that this much data can show: about ±{0}.',
      sizeText(smallestDetectable, scale, style, l10n),
    ),
    ...(matters === undefined
      ? []
      : [l10n.t('A change below ±{0} is not worth acting on.', sizeText(matters, scale, style, l10n))]),
    l10n.t(
      'Noise: neighbouring values correlate by {0}; {1}% of the weight is on a level that wanders, {2}% on a drift.',
      correlation.toFixed(2),
      percent(wanderingShare),
      percent(driftShare),
    ),
    scale === 'ratio' ? l10n.t('Compared by ratio.') : l10n.t('Compared by difference.'),
  ];
}

/** What is not certain is not written as such. */
function probabilityText(pUp: number, l10n: Words): string {
  if (pUp < 0.01) return l10n.t('Probability that it went up: less than 1%.');
  if (pUp > 0.99) return l10n.t('Probability that it went up: more than 99%.');
  return l10n.t('Probability that it went up: {0}%.', Math.round(pUp * 100));
}
