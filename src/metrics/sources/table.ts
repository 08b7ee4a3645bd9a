import * as z from 'zod/mini';
import type { Result } from '../../io/ports';
import type { MetricError } from '../metricError';
import type { Series } from '../series';
import type { MetricQuery, MetricSource, SourceRequest, SourceResponse } from '../source';
import { fileSource } from './file';
import { httpSource } from './http';
import { prometheusSource } from './prometheus';

/** Every kind of source, by its `type` in the OKR file. A later one is one line here. */
export const SOURCES = {
  file: fileSource,
  http: httpSource,
  prometheus: prometheusSource,
} as const;

type Sources = typeof SOURCES;
type Configs = { readonly [Type in keyof Sources]: z.infer<Sources[Type]['schema']> };
/** Written so that a config and the source of its type stay together in the checker's eyes. */
type ConfigOf<Type extends keyof Configs> = { [Each in Type]: Configs[Each] & { readonly type: Each } }[Type];

/** An entry under `sources:` in the OKR file. */
export type SourceConfig = Configs[keyof Configs];

type Schema = Sources[keyof Sources]['schema'];
export const sourceSchema = z.discriminatedUnion(
  'type',
  Object.values(SOURCES).map(({ schema }) => schema) as [Schema, ...Schema[]],
);

const TABLE: { readonly [Type in keyof Configs]: MetricSource<Configs[Type]> } = SOURCES;

/** What the source wants to be asked. */
export function requestOf<Type extends keyof Configs>(
  config: ConfigOf<Type>,
  query: MetricQuery,
): Result<SourceRequest, MetricError> {
  return TABLE[config.type].request(config, query);
}

/** What the source makes of the answer. */
export function parseOf<Type extends keyof Configs>(
  config: ConfigOf<Type>,
  query: MetricQuery,
  response: SourceResponse,
): Result<Series, MetricError> {
  return TABLE[config.type].parse(config, query, response);
}
