import type { HttpResponse } from '../../io/ports';
import { excerpt } from '../excerpt';
import type { MetricError } from '../metricError';

/** A traceback ends its page. */
const LONGEST_END = 4_000;
/** What Python raises for arguments of a wrong kind or number; Graphite checks only some of them beforehand. */
const OF_THE_QUERY =
  /^(?:[\w.]+\.)?(TypeError|ValueError|KeyError|IndexError|AttributeError|ZeroDivisionError|NormalizeEmptyResultError)\b/;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/**
 * What the page says with which graphite-web answers a status of 500: the last line of its traceback
 * (`templates/500.html`). A query can be to blame for that, as `summarize(a)` without its interval.
 */
export function graphiteFault({ status, body }: HttpResponse): MetricError | undefined {
  if (status !== 500) return undefined;
  const end = body.slice(-LONGEST_END);
  const close = end.lastIndexOf('</pre>');
  const last = close < 0 ? '' : (end.slice(0, close).trimEnd().split('\n').at(-1) ?? '');
  if (last === '' || last.includes('<')) return undefined;
  const detail = excerpt(plain(last));
  return OF_THE_QUERY.test(detail) ? { kind: 'bad-query', detail } : { kind: 'server', status, detail };
}

function plain(escaped: string): string {
  return escaped.replace(/&(?:#39|#x27|(lt|gt|quot|amp));/g, (_, name?: string) =>
    name === undefined ? "'" : (ENTITIES[name] ?? ''),
  );
}
