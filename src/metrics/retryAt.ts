const SECOND = 1000;
const SLACK = 60 * SECOND;
/** No server is believed that wants to be left alone for longer than a day. */
const LONGEST = 86_400 * SECOND;
/** Larger numbers are no seconds to wait but seconds since 1970, and still larger ones milliseconds. */
const FIRST_EPOCH_SECONDS = 1e9;
const FIRST_EPOCH_MILLISECONDS = 1e11;

/**
 * When a server that limits its rate may be asked again, in milliseconds since 1970 UTC.
 * Reads `Retry-After` (RFC 9110, 10.2.3: seconds or a date), `RateLimit-Reset` and `X-RateLimit-Reset` (seconds to
 * wait, or since 1970), in this order. A time of day is the server's: where its `Date` says that its clock goes
 * otherwise than ours, that is taken into account.
 * @param headers with lower-case names
 */
export function retryAt(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const names = ['retry-after', 'ratelimit-reset', 'x-ratelimit-reset'];
  const at = names
    .map((name) => readReset(headers[name]?.trim() ?? '', now, skewOf(headers.date, now)))
    .find((one) => one !== undefined);
  return at === undefined ? undefined : Math.min(Math.max(at, now), now + LONGEST);
}

/** What a server that failed says about when to come back; limits that it tells beside every answer don't count. */
export function retryAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const { 'retry-after': after, date = '' } = headers;
  return after === undefined ? undefined : retryAt({ 'retry-after': after, date }, now);
}

/** How much the server's clock is ahead of ours; less than a minute is how long the answer took. */
function skewOf(date: string | undefined, now: number): number {
  const ahead = Date.parse(date ?? '') - now;
  return Math.abs(ahead) > SLACK ? ahead : 0;
}

function readReset(text: string, now: number, skew: number): number | undefined {
  if (text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) {
    const value = Number(text);
    if (value >= FIRST_EPOCH_MILLISECONDS) return value - skew;
    return value >= FIRST_EPOCH_SECONDS ? value * SECOND - skew : Math.ceil(now + value * SECOND);
  }
  // Without a month's name or the shape of ISO 8601, the parser would see dates in what is none.
  const date = /^(?:\d{4}-\d\d-\d\dT|[A-Za-z]{3,9},? )/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : date - skew;
}
