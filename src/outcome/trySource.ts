import type { FilesPort, HttpPort, Result } from '../io/ports';
import { fileError } from '../metrics/fileError';
import { askedSpan, askedStep } from '../metrics/history';
import type { MetricError } from '../metrics/metricError';
import type { Series } from '../metrics/series';
import type { SourceResponse } from '../metrics/source';
import { parseOf, requestOf, type SourceConfig } from '../metrics/sources/table';

export interface Trial {
  readonly root: string;
  readonly source: SourceConfig;
  readonly query: string;
  readonly timezone: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** Asks a source once, for somebody who tries a query. Nothing is kept. */
export async function trySource(
  ports: { readonly http: HttpPort; readonly files: FilesPort },
  { root, source, query, timezone, now }: Trial,
  signal: AbortSignal,
): Promise<Result<Series, MetricError>> {
  const span = askedSpan({ from: now, to: now + 1 }, now);
  const question = { query, span, step: askedStep(span), timezone, now };
  const request = requestOf(source, question);
  if (!request.ok) return request;
  const { value } = request;
  let response: SourceResponse;
  if (value.via === 'http') {
    const sent = await ports.http.send(value.http, signal);
    if (!sent.ok) return sent;
    response = { via: 'http', http: sent.value };
  } else {
    const read = await ports.files.read(root, value.path);
    if (!read.ok) return { ok: false, error: fileError(read.error) };
    response = { via: 'file', path: value.path, text: read.value };
  }
  return parseOf(source, question, response);
}
