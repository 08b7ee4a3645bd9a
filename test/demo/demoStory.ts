/** When things happened in the demo, counted back from the moment it is made. All days are UTC. */
export interface DemoStory {
  readonly now: number;
  /** First commit, milliseconds since 1970 UTC. */
  readonly start: number;
  /** Oldest first. */
  readonly releases: readonly { readonly name: string; readonly time: number }[];
  /** Three months, of which one to two are over: the newest release lies in it whatever the day. */
  readonly cycle: { readonly id: string; readonly start: string; readonly end: string };
  /** The newest June that has begun. */
  readonly june: { readonly start: string; readonly end: string };
}

export const DAY_MS = 86_400_000;
const HISTORY_DAYS = 152;
const RELEASE_EVERY_DAYS = 21;
const LAST_RELEASE_DAYS_AGO = 20;
const MINORS = [36, 37, 38, 39, 40, 41, 42];

/** @param now milliseconds since 1970 UTC */
export function demoStory(now: number): DemoStory {
  const date = new Date(now);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() - 1;
  const [first, last] = [Date.UTC(year, month, 1), Date.UTC(year, month + 3, 0)];
  const juneYear = date.getUTCMonth() >= 5 ? year : year - 1;
  return {
    now,
    start: startOfDay(now - HISTORY_DAYS * DAY_MS),
    releases: MINORS.map((minor, index) => {
      const daysAgo = LAST_RELEASE_DAYS_AGO + (MINORS.length - 1 - index) * RELEASE_EVERY_DAYS;
      return { name: `v1.${minor}`, time: startOfDay(now - daysAgo * DAY_MS) + 15 * 3_600_000 };
    }),
    cycle: {
      id: `${monthOf(first)}-${monthOf(last)}-${new Date(last).getUTCFullYear()}`,
      start: dayOf(first),
      end: dayOf(last),
    },
    june: { start: `${juneYear}-06-01`, end: `${juneYear}-06-30` },
  };
}

/** The release that the newest work went out with. */
export function newestRelease({ releases }: DemoStory): { readonly name: string; readonly time: number } {
  const newest = releases.at(-1);
  if (newest === undefined) throw new Error('The demo has no release');
  return newest;
}

function monthOf(time: number): string {
  return new Date(time).toLocaleDateString('en', { month: 'short', timeZone: 'UTC' });
}

export function startOfDay(time: number): number {
  return Math.floor(time / DAY_MS) * DAY_MS;
}

/** `YYYY-MM-DD` */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
