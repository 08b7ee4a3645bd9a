import { dayOf } from '../okr/days';
import { findId } from '../okr/lookup';
import type { KeyResult } from '../okr/model';
import type { JudgedKeyResult } from './drawn';
import { formatDay, formatScore, formatValue } from './format';
import { Formats } from './formats';
import { goalText, styleOf } from './goalText';
import type { Aims } from './okrDocument';
import type { Words } from './words';

/** What is known of a line: that no commit has it yet, that its commit is older than this clone, or its commit. */
export type LineFacts =
  | { readonly kind: 'uncommitted' | 'older' }
  | {
      readonly kind: 'commit';
      /** The full id. */
      readonly id: string;
      /** Milliseconds since 1970 UTC. */
      readonly at: number;
      readonly subject: string;
      /** As the commit has them. */
      readonly tags: readonly string[];
      /** The first release that contains it; `none` where no release does, absent where that is not known. */
      readonly release?: { readonly name: string; readonly at: number } | 'none';
    };

export interface LineContext {
  /** Absent where the repository has no OKR file that can be used. */
  readonly aims: Aims | undefined;
  readonly okrPath: string;
  readonly locale: string;
  judged(keyResult: KeyResult): JudgedKeyResult;
}

export interface LineKeyResult {
  /** As the commit has it. */
  readonly id: string;
  /** Whether it is aimed for now: only then can it be found in the OKR file. */
  readonly active: boolean;
  readonly title?: string;
  readonly objective?: string;
  /** `12,700 of 13,200 · 12,000 at the start` */
  readonly metric?: string;
  /** `reached 0.80 in 2026-Q3` */
  readonly state: string;
  readonly note?: string;
}

/** What a line of code is for, as plain JSON: the same for the end of the line, its hover, a list and the terminal. */
export interface LineOutcome {
  /** One short line, which names nobody. */
  readonly text: string;
  readonly keyResults: readonly LineKeyResult[];
  readonly commit?: {
    readonly id: string;
    readonly shortId: string;
    readonly subject: string;
    readonly day: string;
  };
  /** `first shipped in v1.2 on Nov 14` */
  readonly release?: string;
}

const SHORT_ID = 8;
const LONGEST_ID = 64;
/** Controls, and the marks that reorder text: an id must not write over the code beside it. */
const STEERING = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu;

export function lineOutcome(facts: LineFacts, context: LineContext, now: number, l10n: Words): LineOutcome {
  if (facts.kind !== 'commit') {
    const newer = facts.kind === 'uncommitted';
    return { text: newer ? l10n.t('not committed yet') : l10n.t('older than this clone'), keyResults: [] };
  }
  const keyResults = facts.tags.map((tag) => keyResultOf(tag, context, now, l10n));
  const { id, subject, release } = facts;
  const day = (at: number): string => dayText(at, context, now);
  return {
    text: textOf(keyResults, l10n),
    keyResults,
    commit: { id, shortId: id.slice(0, SHORT_ID), subject: plain(subject), day: day(facts.at) },
    ...(release === undefined
      ? {}
      : {
          release:
            release === 'none'
              ? l10n.t('not released yet')
              : l10n.t('first shipped in {0} on {1}', plain(release.name), day(release.at)),
        }),
  };
}

function textOf(keyResults: readonly LineKeyResult[], l10n: Words): string {
  const [first, ...others] = keyResults;
  if (first === undefined) return l10n.t('no purpose recorded');
  const text = first.state === '' ? first.id : `${first.id} · ${first.state}`;
  return others.length === 0 ? text : l10n.t('{0} · +{1} more', text, others.length);
}

function keyResultOf(tag: string, context: LineContext, now: number, l10n: Words): LineKeyResult {
  const { aims, okrPath } = context;
  const id = plain(tag);
  if (aims === undefined) return { id, active: false, state: '' };
  const found = findId(aims, tag);
  switch (found.kind) {
    case 'active':
      return { id, ...activeOf(found.keyResult, found.objective.title, aims, context, now, l10n) };
    case 'ended': {
      const { title, ended } = found.ended;
      const state =
        ended === undefined
          ? l10n.t('ended')
          : l10n.t('ended on {0}', formatDay(ended, context.locale, yearOf(aims, now)));
      return { id, active: false, ...(title === undefined ? {} : { title }), state };
    }
    case 'unknown':
      // Ids are for ever: one that the file does not name any more was aimed for once.
      return { id, active: false, state: l10n.t('ended'), note: l10n.t('{0} does not name it.', okrPath) };
  }
}

function activeOf(
  keyResult: KeyResult,
  objective: string,
  aims: Aims,
  context: LineContext,
  now: number,
  l10n: Words,
): Omit<LineKeyResult, 'id'> {
  const { judgement } = context.judged(keyResult);
  const { score, phase, current } = judgement;
  const formats = new Formats();
  const style = styleOf(keyResult, context.locale, formats);
  const { aim } = keyResult;
  const start = 'start' in aim ? aim.start : undefined;
  const goal = goalText(keyResult, context.locale, l10n, formats);
  const metric = [
    current === undefined ? goal : `${formatValue(current, style)} ${goal}`,
    ...(start === undefined ? [] : [l10n.t('{0} at the start', formatValue(start.value, style))]),
  ].join(' · ');
  const day = formatDay(keyResult.window.start, context.locale, yearOf(aims, now));
  const state =
    phase === 'ahead'
      ? l10n.t('starts on {0}', day)
      : score === undefined
        ? l10n.t('no number yet')
        : phase === 'over'
          ? l10n.t('reached {0} in {1}', formatScore(score), aims.cycle.id)
          : l10n.t('{0} so far in {1}', formatScore(score), aims.cycle.id);
  return { active: true, title: keyResult.title, objective, metric, state };
}

function yearOf(aims: Aims | undefined, now: number): string {
  return dayOf(now, aims?.cycle.timezone ?? 'UTC').slice(0, 4);
}

function dayText(at: number, { aims, locale }: LineContext, now: number): string {
  return formatDay(dayOf(at, aims?.cycle.timezone ?? 'UTC'), locale, yearOf(aims, now));
}

function plain(text: string): string {
  const line = text.replace(STEERING, ' ').trim();
  return line.length > LONGEST_ID ? `${line.slice(0, LONGEST_ID - 1)}…` : line;
}
