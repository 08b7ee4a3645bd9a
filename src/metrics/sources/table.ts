import * as z from 'zod/mini';
import type { Result } from '../../io/ports';
import type { MetricError } from '../metricError';
import { type Schedule, scheduleKeys } from '../schedule';
import type { Series } from '../series';
import type {
  AuthScheme,
  MetricQuery,
  MetricSource,
  SourceLimits,
  SourceRequest,
  SourceResponse,
} from '../source';
import { amplitudeSource } from './amplitude';
import { clickhouseSource } from './clickhouse';
import { datadogSource } from './datadog';
import { fileSource } from './file';
import { grafanaSource } from './grafana';
import { graphiteSource } from './graphite';
import { httpSource } from './http';
import { influxdbSource } from './influxdb';
import { metabaseSource } from './metabase';
import { mixpanelSource } from './mixpanel';
import { newrelicSource } from './newrelic';
import { posthogSource } from './posthog';
import { prometheusSource } from './prometheus';

/** Every kind of source, by its `type` in the OKR file. A later one is one line here. */
export const SOURCES = {
  amplitude: amplitudeSource,
  clickhouse: clickhouseSource,
  datadog: datadogSource,
  file: fileSource,
  grafana: grafanaSource,
  graphite: graphiteSource,
  http: httpSource,
  influxdb: influxdbSource,
  metabase: metabaseSource,
  mixpanel: mixpanelSource,
  newrelic: newrelicSource,
  posthog: posthogSource,
  prometheus: prometheusSource,
} as const;

type Sources = typeof SOURCES;
type Configs = { readonly [Type in keyof Sources]: z.infer<ReturnType<Sources[Type]['schema']>> };
/** Written so that a config and the source of its type stay together in the checker's eyes. */
type ConfigOf<Type extends keyof Configs> = {
  [Each in Type]: Configs[Each] & Schedule & { readonly type: Each };
}[Type];

export type SourceType = keyof Configs;
/** An entry under `sources:` in the OKR file. */
export type SourceConfig = Configs[SourceType] & Schedule;

/** What an entry under `sources:` may be; made anew each time, for whoever reads a file. */
export function sourceSchema(): z.ZodMiniType<SourceConfig> {
  const keys = scheduleKeys();
  // Each kind's own keys with those that every kind has; the checker can't follow a table through `safeExtend`.
  const schemas = Object.values(SOURCES).map(({ schema }) =>
    z.safeExtend(schema() as z.ZodMiniObject<z.core.$ZodLooseShape>, keys),
  ) as unknown as [z.core.$ZodTypeDiscriminable];
  return z.discriminatedUnion('type', schemas) as unknown as z.ZodMiniType<SourceConfig>;
}

const TABLE: { readonly [Type in SourceType]: MetricSource<Configs[Type]> } = SOURCES;

/** What the source wants to be asked. */
export function requestOf<Type extends SourceType>(
  config: ConfigOf<Type>,
  query: MetricQuery,
): Result<SourceRequest, MetricError> {
  return TABLE[config.type].request(config, query);
}

/** What the source makes of the answer. */
export function parseOf<Type extends SourceType>(
  config: ConfigOf<Type>,
  query: MetricQuery,
  response: SourceResponse,
): Result<Series, MetricError> {
  return TABLE[config.type].parse(config, query, response);
}

/** Whether an answer with a status of 5xx is about the question or who asks it, and not about the server. */
export function blamesAsker({ type }: Pick<SourceConfig, 'type'>, response: SourceResponse): boolean {
  if (response.via !== 'http' || response.http.status < 500) return false;
  return TABLE[type].blamesAsker?.(response.http) ?? false;
}

/** What to ask next, where an answer only says that the real one is not ready yet. */
export function nextOf<Type extends SourceType>(
  config: ConfigOf<Type>,
  response: SourceResponse,
): SourceRequest | undefined {
  return response.via === 'http' ? TABLE[config.type].next?.(config, response.http) : undefined;
}

/** How many questions of this source go into one request; 1 where its API takes one at a time. */
export function groupSizeOf<Type extends SourceType>(config: ConfigOf<Type>): number {
  return TABLE[config.type].group?.most(config) ?? 1;
}

/** What the source wants to be asked for several questions at once. */
export function groupRequestOf<Type extends SourceType>(
  config: ConfigOf<Type>,
  queries: readonly MetricQuery[],
): Result<SourceRequest, MetricError> {
  const group = TABLE[config.type].group;
  if (group === undefined) throw new TypeError(`A ${config.type} source takes one question at a time`);
  return group.request(config, queries);
}

/** One result per question, or what is wrong with the whole answer. */
export function groupParseOf<Type extends SourceType>(
  config: ConfigOf<Type>,
  queries: readonly MetricQuery[],
  response: SourceResponse,
): Result<readonly Result<Series, MetricError>[], MetricError> {
  const group = TABLE[config.type].group;
  if (group === undefined) throw new TypeError(`A ${config.type} source takes one question at a time`);
  return group.parse(config, queries, response);
}

export function limitsOf({ type }: Pick<SourceConfig, 'type'>): SourceLimits {
  return TABLE[type].limits ?? {};
}

export function authOf(type: SourceType): readonly AuthScheme[] {
  return TABLE[type].auth;
}
