import * as z from 'zod/mini';
import { once } from './once';
import type { Series } from './series';

/** What a server said to recognise its answer by (RFC 9110, 8.8), and the URL that it was the answer to. */
export interface Validators {
  readonly url: string;
  readonly etag?: string;
  readonly lastModified?: string;
}

/** One good answer, as all windows of a machine share it. */
export interface StoredReading {
  readonly series: Series;
  /** Milliseconds since 1970 UTC. */
  readonly fetchedAt: number;
  readonly validators?: Validators;
}

const VERSION = 1;

const schema = once(() =>
  z.object({
    version: z.literal(VERSION),
    fetchedAt: z.number(),
    times: z.array(z.number()),
    values: z.array(z.nullable(z.number())),
    unit: z.optional(z.string()),
    unfinishedFrom: z.optional(z.number()),
    validators: z.optional(
      z.object({ url: z.string(), etag: z.optional(z.string()), lastModified: z.optional(z.string()) }),
    ),
  }),
);

export function writeStored({ series, fetchedAt, validators }: StoredReading): string {
  const { points, unit, unfinishedFrom } = series;
  return JSON.stringify({
    version: VERSION,
    fetchedAt,
    times: points.map(({ t }) => t),
    values: points.map(({ v }) => v),
    unit,
    unfinishedFrom,
    validators,
  });
}

/** Nothing where the text is damaged, or of another version. */
export function readStored(text: string): StoredReading | undefined {
  const parsed = schema().safeParse(jsonOf(text));
  if (!parsed.success) return undefined;
  const { times, values, fetchedAt, unit, unfinishedFrom, validators } = parsed.data;
  if (times.length !== values.length || times.length === 0) return undefined;
  const points = times.map((t, index) => ({ t, v: values[index] ?? null }));
  if (points.some(({ t }, index) => index > 0 && t <= (points[index - 1]?.t ?? t))) return undefined;
  return {
    series: {
      points,
      ...(unit === undefined ? {} : { unit }),
      ...(unfinishedFrom === undefined ? {} : { unfinishedFrom }),
    },
    fetchedAt,
    ...(validators === undefined ? {} : { validators: validatorsOf(validators) }),
  };
}

function validatorsOf({
  url,
  etag,
  lastModified,
}: z.infer<ReturnType<typeof schema>>['validators'] & object): Validators {
  return {
    url,
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
