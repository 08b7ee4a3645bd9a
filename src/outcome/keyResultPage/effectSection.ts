import type { JudgedKeyResult } from '../drawn';
import { formatDay } from '../format';
import type { Impact } from '../impact/model';
import type { Deployments } from '../insight/deployments';
import type { Telling } from '../insight/insightWords';
import { actionTo } from '../problemView';
import type { Snapshot } from '../snapshot';
import type { Words } from '../words';
import { effectAnswer } from './answers';
import { lookedText } from './lookedAt';
import type { EffectSection } from './view';

/** Older ones than these nobody asks about. */
const MOST_CHOICES = 100;

export interface Asked {
  readonly judged: JudgedKeyResult;
  readonly deployments: Deployments;
  readonly asked: string | undefined;
  readonly effect: Impact | undefined;
  readonly looks: number;
  readonly telling: Telling;
  /** Which tags are releases, as the OKR file names them. */
  readonly tags: string | undefined;
  readonly timezone: string;
}

/** Nothing where there is nothing to ask: milestones, no numbers, a key result that is over. */
export function effectSection(
  { judged, deployments, asked, effect, looks, telling, tags, timezone }: Asked,
  { locale, drawn }: Snapshot,
  l10n: Words,
): EffectSection | undefined {
  const { keyResult, reading, judgement } = judged;
  if (keyResult.metric === undefined || reading?.series === undefined) return undefined;
  if (judgement.phase === 'over') return undefined;
  const newest = deployments.releases.toSorted((a, b) => b.at - a.at).slice(0, MOST_CHOICES);
  if (asked === undefined || newest.length === 0) {
    const open = actionTo('reveal', l10n.t('Show in OKR file'), 'link', keyResult.id);
    return {
      instead:
        tags === undefined
          ? {
              busy: false,
              text: l10n.t(
                'There is no deployment to compare with: the OKR file does not say which tags are releases.',
              ),
              actions: [open],
            }
          : {
              busy: false,
              text: deployments.every
                ? l10n.t('There is no deployment to compare with: no tag matches {0} yet.', tags)
                : l10n.t('There is no deployment to compare with: none of its commits is released yet.'),
              actions: [],
            },
    };
  }
  const day = (at: number): string =>
    formatDay(drawn.dayOf(at, timezone), locale, telling.thisYear, drawn.formats);
  const text = lookedText(looks, l10n);
  return {
    choice: {
      value: asked,
      options: newest.map(({ name, at }) => ({ value: name, label: l10n.t('{0}, {1}', name, day(at)) })),
    },
    ...(effect
      ? { answer: effectAnswer(keyResult, effect, telling, l10n) }
      : {
          instead: {
            busy: true,
            text: l10n.t('Working it out…'),
            actions: [],
          },
        }),
    ...(text === undefined ? {} : { looked: text }),
  };
}
