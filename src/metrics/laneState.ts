import * as z from 'zod/mini';

/**
 * What the windows of a machine agree on about one origin: who is asking which question now, how many requests went out
 * in the last hour, and until when the server wants to be left alone. Times are milliseconds since 1970 UTC.
 */
export interface LaneState {
  readonly notBefore: number;
  /** Grows whenever a window has finished asking: what it learned may answer others. */
  readonly turn: number;
  /** Requests by minute since 1970. */
  readonly minutes: Readonly<Record<string, number>>;
  /** By question. A claim ends by itself, so that a window that was killed stops nobody. */
  readonly claims: Readonly<Record<string, { readonly owner: string; readonly until: number }>>;
}

/** What may be asked; absent where there is no limit. */
export interface Allowance {
  readonly perHour?: number;
  readonly perMinute?: number;
}

const VERSION = 1;
const MINUTE = 60_000;
/** A request counts for its minute and the sixty after: never less than an hour. */
const COUNTED_MINUTES = 61;
const EMPTY: LaneState = { notBefore: 0, turn: 0, minutes: {}, claims: {} };

const schema = z.object({
  version: z.literal(VERSION),
  notBefore: z.number(),
  turn: z.int(),
  minutes: z.record(z.string().check(z.regex(/^\d{1,10}$/)), z.int().check(z.positive())),
  claims: z.record(z.string(), z.object({ owner: z.string(), until: z.number() })),
});

/** @returns `damaged` where the text makes no sense, and an empty state then */
export function readLane(text: string | undefined): { readonly state: LaneState; readonly damaged: boolean } {
  if (text === undefined) return { state: EMPTY, damaged: false };
  try {
    const { version: _, ...state } = schema.parse(JSON.parse(text));
    return { state, damaged: false };
  } catch {
    return { state: EMPTY, damaged: true };
  }
}

export function writeLane(state: LaneState): string {
  return JSON.stringify({ version: VERSION, ...state });
}

export type Reservation =
  | { readonly granted: true; readonly state: LaneState }
  | { readonly granted: false; readonly retryAt: number };

/** Counts one request where the allowance has room for it. */
export function reserve(state: LaneState, { perHour, perMinute }: Allowance, now: number): Reservation {
  const minute = Math.floor(now / MINUTE);
  const free = (at: number): boolean =>
    requestsIn(state, at, COUNTED_MINUTES) < (perHour ?? Number.POSITIVE_INFINITY) &&
    requestsIn(state, at, 2) < (perMinute ?? Number.POSITIVE_INFINITY);
  if (free(minute)) {
    const kept = Object.entries(state.minutes).filter(([key]) =>
      isCounted(Number(key), minute, COUNTED_MINUTES),
    );
    const minutes = { ...Object.fromEntries(kept), [minute]: (state.minutes[minute] ?? 0) + 1 };
    return { granted: true, state: { ...state, minutes } };
  }
  let at = minute + 1;
  while (!free(at) && at < minute + COUNTED_MINUTES) at += 1;
  return { granted: false, retryAt: at * MINUTE };
}

function requestsIn({ minutes }: LaneState, now: number, length: number): number {
  return Object.entries(minutes).reduce(
    (sum, [key, count]) => (isCounted(Number(key), now, length) ? sum + count : sum),
    0,
  );
}

/** Minutes to come count too: a clock was set back, and what was asked was asked. */
function isCounted(minute: number, now: number, length: number): boolean {
  return minute > now - length && minute < now + COUNTED_MINUTES;
}

/** Claims the questions that nobody else is asking. */
export function claim(
  state: LaneState,
  questions: readonly string[],
  owner: string,
  now: number,
  lengthMs: number,
): { readonly state: LaneState; readonly granted: ReadonlySet<string> } {
  const live = Object.entries(state.claims).filter(
    ([, one]) => one.until > now && one.until <= now + lengthMs,
  );
  const claims = Object.fromEntries(live);
  const granted = new Set(questions.filter((question) => (claims[question]?.owner ?? owner) === owner));
  for (const question of granted) claims[question] = { owner, until: now + lengthMs };
  return { state: { ...state, claims }, granted };
}

export function release(state: LaneState, owner: string): LaneState {
  const others = Object.entries(state.claims).filter(([, one]) => one.owner !== owner);
  return { ...state, turn: state.turn + 1, claims: Object.fromEntries(others) };
}
