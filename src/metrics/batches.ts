import type { MetricAsk } from './ask';
import { askedSpan, askedStep } from './history';
import type { MetricQuery } from './source';
import { groupSizeOf, type SourceConfig } from './sources/table';

/** Questions that go into one request. Their order is the order of the answers. */
export interface Batch<Question> {
  readonly source: SourceConfig;
  readonly root: string;
  readonly questions: readonly Question[];
  readonly queries: readonly MetricQuery[];
}

export interface Asked {
  readonly ask: MetricAsk;
  /** Its last answer was an error of its own, which is not to spoil the others' request. */
  readonly alone: boolean;
}

/** @param now milliseconds since 1970 UTC, the same for all: what may be grouped has to have one span */
function queryOf({ query, window, timezone }: MetricAsk, now: number): MetricQuery {
  const span = askedSpan(window, now);
  return { query, span, step: askedStep(span), timezone, now };
}

/** Puts questions of the same source, span and time zone together, as many as its API takes at once. */
export function batchesOf<Question extends Asked>(
  questions: readonly Question[],
  now: number,
): readonly Batch<Question>[] {
  const groups = new Map<string, { questions: Question[]; queries: MetricQuery[] }>();
  const sourceKeys = new Map<SourceConfig, string>();
  const done: Batch<Question>[] = [];
  const finish = (group: { questions: Question[]; queries: MetricQuery[] }): void => {
    const [first] = group.questions;
    if (first) done.push({ source: first.ask.source, root: first.ask.root, ...group });
  };
  for (const question of questions) {
    const { source, root } = question.ask;
    const query = queryOf(question.ask, now);
    const size = question.alone ? 1 : groupSizeOf(source);
    if (size === 1) {
      finish({ questions: [question], queries: [query] });
      continue;
    }
    const sourceKey = sourceKeys.get(source) ?? JSON.stringify(source);
    sourceKeys.set(source, sourceKey);
    const key = JSON.stringify([root, sourceKey, query.span, query.timezone]);
    const group = groups.get(key) ?? { questions: [], queries: [] };
    group.questions.push(question);
    group.queries.push(query);
    groups.set(key, group);
    if (group.questions.length === size) {
      finish(group);
      groups.delete(key);
    }
  }
  for (const group of groups.values()) finish(group);
  return done;
}

/** Two halves, to find out which question spoils a request. */
export function halvesOf<Question>({
  source,
  root,
  questions,
  queries,
}: Batch<Question>): readonly Batch<Question>[] {
  const middle = Math.ceil(questions.length / 2);
  return [
    { source, root, questions: questions.slice(0, middle), queries: queries.slice(0, middle) },
    { source, root, questions: questions.slice(middle), queries: queries.slice(middle) },
  ];
}
