import type { TimeSpan } from '../series';

/** Puts the ends of the span where a query says `{from}` and `{to}`: always numbers of ours, never text of others. */
export function withSpan(query: string, { from, to }: TimeSpan, write: (ms: number) => string): string {
  return query.replaceAll('{from}', () => write(from)).replaceAll('{to}', () => write(to));
}

export function seconds(ms: number): string {
  return String(Math.floor(ms / 1000));
}
