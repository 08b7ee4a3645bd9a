import { findId } from '../okr/lookup';
import { nearest } from '../okr/nearest';
import { goalText } from './goalText';
import type { Aims } from './okrDocument';
import type { KeyResultView } from './view';
import type { Words } from './words';

/** What is known of the id in a tag, as plain text. */
export interface TagFacts {
  readonly kind: 'active' | 'ended' | 'unknown';
  readonly title: string;
  readonly lines: readonly string[];
  /** Of the key result in the OKR file, 1-based. */
  readonly line?: number;
}

export interface TagContext {
  readonly aims: Aims;
  readonly okrPath: string;
  readonly locale: string;
  /** What the faces show of a key result, where they show it. */
  shown(id: string): KeyResultView | undefined;
}

export function tagFacts(id: string, context: TagContext, l10n: Words): TagFacts {
  const { aims, okrPath, locale } = context;
  const found = findId(aims, id);
  if (found.kind === 'active') {
    const { keyResult, objective } = found;
    const { value, goal = goalText(keyResult, locale, l10n), score } = context.shown(keyResult.id) ?? {};
    const standing = [value === undefined ? goal : `${value} ${goal}`, ...(score ? [score.label] : [])];
    const former = keyResult.id.toLowerCase() !== id.toLowerCase();
    return {
      kind: 'active',
      title: keyResult.title,
      lines: [
        objective.title,
        standing.join(' · '),
        ...(former ? [l10n.t('{0} is a former id of {1}.', id, keyResult.id)] : []),
      ],
      line: keyResult.line,
    };
  }
  if (found.kind === 'ended') {
    return { kind: 'ended', title: found.ended.title ?? id, lines: [l10n.t('{0} has ended.', id)] };
  }
  const known = aims.objectives.flatMap(({ keyResults }) => keyResults.map((one) => one.id));
  const meant = nearest(id, known);
  return {
    kind: 'unknown',
    title: l10n.t('{0} has no key result {1}.', okrPath, id),
    lines: meant === undefined ? [] : [l10n.t('Did you mean {0}?', meant)],
  };
}
