import { findId } from '../../okr/lookup';
import type { Aims } from '../okrDocument';
import type { Words } from '../words';
import { servesKeyResult, servesObjective } from './panelFilter';
import type { KeyTally, Tally } from './tally';
import type { AimFigures, AimView, KeyResultFigures, Option } from './view';

/** What a value of a commit counts for, as `PanelFilter.serves` names it: its key result, and that one's objective. */
export function servesOf(value: string, aims: Aims | undefined): readonly string[] {
  const found = aims && findId(aims, value);
  if (found?.kind !== 'active') return [servesKeyResult(value)];
  return [servesKeyResult(found.keyResult.id), servesObjective(found.objective.id)];
}

export interface FigureWords {
  readonly l10n: Words;
  readonly locale: string;
  /** Whether lines can be known at all. */
  readonly measures: boolean;
}

/** Objectives with their key results in the order of the OKR file, then what commits carry that it does not hold. */
export function aimViews(tally: Tally, aims: Aims | undefined, words: FigureWords): readonly AimView[] {
  const figures = (serves: string): AimFigures => figuresOf(tally.byKey.get(serves), tally, words);
  const active = (aims?.objectives ?? []).map(({ id, title, keyResults }): AimView => {
    const serves = servesObjective(id);
    return {
      serves,
      title,
      figures: figures(serves),
      keyResults: keyResults.map((one) => {
        const own = servesKeyResult(one.id);
        return { serves: own, id: one.id, title: one.title, figures: figures(own) };
      }),
    };
  });
  const others = otherValues(tally, aims, words, figures);
  if (others.length === 0) return active;
  return [
    ...active,
    {
      serves: '',
      title: words.l10n.t('Not in the OKR file'),
      figures: NO_FIGURES,
      keyResults: others,
    },
  ];
}

const NO_FIGURES: AimFigures = { commits: '', released: '', lines: '', share: 0 };
/** The tail of a long list of misspelt ids helps nobody. */
const MOST_OTHERS = 50;

function otherValues(
  tally: Tally,
  aims: Aims | undefined,
  { l10n }: FigureWords,
  figures: (serves: string) => AimFigures,
): KeyResultFigures[] {
  const known = new Set(
    (aims?.objectives ?? []).flatMap(({ keyResults }) => keyResults.map(({ id }) => servesKeyResult(id))),
  );
  return [...tally.byKey]
    .filter(([serves]) => serves.startsWith(servesKeyResult('')) && !known.has(serves))
    .sort(([, a], [, b]) => b.commits - a.commits)
    .slice(0, MOST_OTHERS)
    .map(([serves, { value }]) => {
      const found = aims && findId(aims, value);
      const ended = found?.kind === 'ended' ? found.ended : undefined;
      return {
        serves,
        id: value,
        title: ended?.title ?? value,
        ...(ended === undefined ? {} : { state: l10n.t('ended') }),
        figures: figures(serves),
      };
    });
}

function figuresOf(
  tally: KeyTally | undefined,
  { commits }: Tally,
  { l10n, locale, measures }: FigureWords,
): AimFigures {
  const number = (value: number): string => value.toLocaleString(locale);
  if (tally === undefined) return { commits: number(0), released: '', lines: '', share: 0 };
  const known = tally.commits - tally.unmeasured;
  return {
    commits: number(tally.commits),
    released: number(tally.released),
    // A sum of some of them would be read as the sum.
    lines: !measures ? '' : known === tally.commits ? number(tally.lines) : l10n.t('counting…'),
    share: commits === 0 ? 0 : tally.commits / commits,
  };
}

/** The same list to choose from. */
export function servesOptions(aims: readonly AimView[]): { label: string; options: Option[] }[] {
  return aims.map(({ serves, title, keyResults }) => ({
    label: title,
    options: [
      ...(serves === '' ? [] : [{ value: serves, label: title }]),
      ...keyResults.map((one) => ({ value: one.serves, label: one.id })),
    ],
  }));
}
