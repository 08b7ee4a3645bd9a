import type { FilesPort, Result } from '../io/ports';
import { fileError } from '../metrics/fileError';
import { followUp } from '../metrics/followUp';
import type { Gate } from '../metrics/gate';
import { askedSpan, askedStep } from '../metrics/history';
import { FEED_TIMINGS } from '../metrics/lane';
import type { MetricError } from '../metrics/metricError';
import type { Series } from '../metrics/series';
import type { SourceRequest, SourceResponse } from '../metrics/source';
import { parseOf, requestOf, type SourceConfig } from '../metrics/sources/table';

export interface Trial {
  readonly root: string;
  readonly source: SourceConfig;
  readonly query: string;
  readonly timezone: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** Asks a source once, for somebody who tries a query. No number is kept. */
export async function trySource(
  ports: { readonly door: Gate; readonly files: FilesPort },
  { root, source, query, timezone, now }: Trial,
  signal: AbortSignal,
): Promise<Result<Series, MetricError>> {
  const span = askedSpan({ from: now, to: now + 1 }, now);
  const question = { query, span, step: askedStep(span), timezone, now };
  const request = requestOf(source, question);
  if (!request.ok) return request;
  const send = async (next: SourceRequest): Promise<Result<SourceResponse, MetricError>> => {
    if (next.via === 'http') {
      const sent = await ports.door.send(next.http, signal);
      return sent.ok ? { ok: true, value: { via: 'http', http: sent.value } } : sent;
    }
    const read = await ports.files.read(root, next.path);
    if (!read.ok) return { ok: false, error: fileError(read.error) };
    return { ok: true, value: { via: 'file', path: next.path, text: read.value } };
  };
  if (request.value.via === 'http') await ports.door.look();
  const first = await send(request.value);
  const response = await followUp(source, first, send, FEED_TIMINGS.lookAgainAfter, signal);
  if (!response.ok) return response;
  const parsed = parseOf(source, question, response.value);
  if (!parsed.ok && response.value.via === 'http') await ports.door.heed(parsed.error);
  return parsed;
}
