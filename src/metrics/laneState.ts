import * as z from 'zod/mini';
import { once } from './once';

/** A time to wait for. Times are milliseconds since 1970 UTC. */
export interface Wait {
  readonly notBefore: number;
  /** When that was said, by the clock of this machine. */
  readonly saidAt: number;
  /** Of a server that failed; absent where it was asked too often. */
  readonly status?: number | undefined;
}

/** When a wait is over. Where the clock was set back since, it is as long as it was meant to be. */
export function waitEnd({ notBefore, saidAt }: Wait, now: number): number {
  return now < saidAt ? now + (notBefore - saidAt) : notBefore;
}

/** The wait that ends later; the first one where they end together. */
export function longerWait(one: Wait, other: Wait, now: number): Wait {
  return waitEnd(other, now) > waitEnd(one, now) ? other : one;
}

/**
 * What the windows of a machine agree on about one origin: who is asking which question now, how many requests went out
 * in the last hour, and until when the server wants to be left alone. Times are milliseconds since 1970 UTC.
 */
export interface LaneState extends Wait {
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
const EMPTY: LaneState = { notBefore: 0, saidAt: 0, turn: 0, minutes: {}, claims: {} };

const schema = once(() =>
  z.object({
    version: z.literal(VERSION),
    notBefore: z.number(),
    saidAt: z._default(z.number(), 0),
    status: z.optional(z.int()),
    turn: z.int(),
    minutes: z.record(z.string().check(z.regex(/^\d{1,10}$/)), z.int().check(z.positive())),
    claims: z.record(z.string(), z.object({ owner: z.string(), until: z.number() })),
  }),
);

/** @returns `damaged` where the text makes no sense, and an empty state then */
export function readLane(text: string | undefined): { readonly state: LaneState; readonly damaged: boolean } {
  if (text === undefined) return { state: EMPTY, damaged: false };
  try {
    const { version: _, ...state } = schema().parse(JSON.parse(text));
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
  | {
      readonly granted: false;
      readonly state: LaneState;
      readonly retryAt: number;
      readonly met: keyof Allowance;
    };

/** Counts one request where the allowance has room for it. */
export function reserve(state: LaneState, { perHour, perMinute }: Allowance, now: number): Reservation {
  const minute = Math.floor(now / MINUTE);
  const minutes = counted(state.minutes, minute);
  const full = (at: number): keyof Allowance | undefined => {
    if (requestsIn(minutes, at, COUNTED_MINUTES) >= (perHour ?? Number.POSITIVE_INFINITY)) return 'perHour';
    return requestsIn(minutes, at, 2) >= (perMinute ?? Number.POSITIVE_INFINITY) ? 'perMinute' : undefined;
  };
  const met = full(minute);
  if (met === undefined) {
    const more = { ...minutes, [minute]: (minutes[minute] ?? 0) + 1 };
    return { granted: true, state: { ...state, minutes: more } };
  }
  let at = minute + 1;
  while (full(at) !== undefined && at < minute + COUNTED_MINUTES) at += 1;
  // Kept, or what is counted as this minute's would never be an hour old.
  const setBack = Object.keys(state.minutes).some((key) => Number(key) > minute);
  return { granted: false, state: setBack ? { ...state, minutes } : state, retryAt: at * MINUTE, met };
}

/**
 * The minutes that still count. A clock that was set back leaves some that are to come: what was asked in them was asked
 * before now, nobody knows when, so that they count as this minute's.
 */
function counted(minutes: LaneState['minutes'], now: number): Record<string, number> {
  const kept: Record<string, number> = {};
  for (const [key, count] of Object.entries(minutes)) {
    if (Number(key) <= now - COUNTED_MINUTES) continue;
    const minute = Math.min(Number(key), now);
    kept[minute] = (kept[minute] ?? 0) + count;
  }
  return kept;
}

function requestsIn(minutes: LaneState['minutes'], now: number, length: number): number {
  return Object.entries(minutes).reduce(
    (sum, [key, count]) => (Number(key) > now - length ? sum + count : sum),
    0,
  );
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

/** Gives up a window's claims to these questions; it may be asking others at the same time. */
export function release(state: LaneState, questions: readonly string[], owner: string): LaneState {
  const done = new Set(questions);
  const others = Object.entries(state.claims).filter(([key, one]) => one.owner !== owner || !done.has(key));
  return { ...state, turn: state.turn + 1, claims: Object.fromEntries(others) };
}
