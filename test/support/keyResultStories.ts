import type { CycleWork } from '../../src/outcome/cycleWork';
import type { Release } from '../../src/outcome/snapshot';
import { fresh } from '../unit/outcome/snapshots';
import { dailySeries, instant, steadyNoise } from './dailySeries';
import type { MadeUpCommit, MadeUpKeyResult } from './keyResultDesk';

const NOW = instant('2026-11-10', '12:00');
const DAY = 86_400_000;
const WEEK = [0.02, 0.03, 0.02, 0.01, 0, -0.05, -0.04];

const OKRS = `version: 1
cycle:
  id: 2026-Q4
  start: 2026-07-01
  end: 2026-12-31
  timezone: America/Chicago
  leaveOut: [{ start: 2026-09-05, end: 2026-09-07, why: Labor Day }]
sources: { repo: { type: file } }
objectives:
  - id: engagement
    title: Increase customer engagement on our platform
    owner: growth
    keyResults:
      - id: engagement.signups
        title: Increase monthly new user signups by 10%
        metric: { source: repo, query: signups }
        unit: signups
        start: 12000
        target: +10%
        guardrails:
          - { title: Checkout errors, metric: { source: repo, query: errors }, atMost: 1% }
      - id: engagement.orders
        title: $10M in orders this half year
        metric: { source: repo, query: orders, aggregate: sum }
        unit: USD
        start: 0
        target: 10M
      - id: engagement.launch
        title: The short form is out in three countries
        milestones:
          - { title: Norway, done: true }
          - { title: Sweden, done: true, due: 2026-10-01 }
          - { title: Denmark, due: 2026-12-01 }
  - id: calm
    title: Nobody is woken at night
    keyResults:
      - id: calm.pages
        title: At most five pages a week
        metric: { source: repo, query: pages }
        atMost: 5
deployments: { tags: "v*" }
`;

const SIGNUPS = 'engagement.signups';
const RELEASES: readonly Release[] = [
  { name: 'v1.38', at: instant('2026-07-20', '15:00'), mine: false },
  { name: 'v1.40', at: instant('2026-08-25', '15:00'), mine: false },
  { name: 'v1.41', at: instant('2026-09-22', '15:00'), mine: false },
  { name: 'v1.42', at: instant('2026-10-14', '15:00'), mine: true },
];
const COMMITS: readonly MadeUpCommit[] = [
  { subject: 'Count a signup once', at: instant('2026-07-10'), tag: SIGNUPS },
  { subject: 'Bump the linter', at: instant('2026-08-20') },
  { subject: 'Ask for the address only when something is shipped', at: instant('2026-09-10'), tag: SIGNUPS },
  { subject: 'Keep the cart when a session ends', at: instant('2026-09-12'), tag: SIGNUPS },
  { subject: 'Shorten the form to two fields', at: instant('2026-10-01'), tag: SIGNUPS },
  { subject: 'Let a password manager fill in the form', at: instant('2026-10-12'), tag: SIGNUPS },
  { subject: 'Say which field is wrong', at: instant('2026-11-02'), tag: SIGNUPS },
];
const WORK: CycleWork = {
  commits: 7,
  tagged: 6,
  byKeyResult: new Map([
    [SIGNUPS, { commits: 6, unreleased: 1, releases: new Set(['v1.38', 'v1.41', 'v1.42']), latest: [] }],
  ]),
  subjects: new Map(),
  hasReleases: true,
  shallow: false,
};

interface CourseOptions {
  readonly days?: number;
  readonly level?: number;
  readonly noise?: number;
  /** Share of the level, from the last release on. */
  readonly step?: number;
  /** Of the level, over all days. */
  readonly growth?: number;
}

/** Daily values to yesterday, with weekdays. */
function course({ days = 132, level = 12_000, noise = 0.012, step = 0.045, growth = 0.03 }: CourseOptions) {
  const random = steadyNoise(7);
  const first = new Date(NOW - days * DAY).toISOString().slice(0, 10);
  const released = days - Math.floor((NOW - instant('2026-10-15')) / DAY) - 1;
  return dailySeries(
    first,
    Array.from({ length: days }, (_, day) => {
      const share = 1 + (growth * day) / days + (WEEK[day % 7] ?? 0) + noise * random();
      return Math.round(level * (share + (day >= released ? step : 0)));
    }),
  );
}

const signups = { okrs: OKRS, id: SIGNUPS, now: NOW, releases: RELEASES, commits: COMMITS } as const;
const numbers = (options: CourseOptions = {}) => ({
  readings: {
    signups: fresh(course(options)),
    errors: fresh(
      dailySeries(
        '2026-10-01',
        Array.from({ length: 39 }, (_, day) => 0.006 + 0.0005 * (day % 4)),
      ),
    ),
  },
  changes: { cycleWork: WORK },
});

/** Key results in every state that the panel knows. */
export const stories = {
  moved: { ...signups, ...numbers() },
  noChange: { ...signups, ...numbers({ step: 0, growth: 0, noise: 0.004 }) },
  cantTell: { ...signups, ...numbers({ step: 0.01, noise: 0.09 }) },
  few: { ...signups, ...numbers({ days: 20 }) },
  none: { ...signups, changes: { cycleWork: WORK } },
  approval: {
    ...signups,
    readings: {
      signups: { loading: false, error: { kind: 'not-approved', origin: 'https://prom.example.com' } },
    },
  },
  signIn: {
    ...signups,
    ...numbers(),
    readings: {
      signups: {
        ...fresh(course({})),
        error: { kind: 'auth', origin: 'https://prom.example.com', status: 401 },
      },
    },
  },
  orders: {
    ...signups,
    id: 'engagement.orders',
    readings: { orders: fresh(course({ level: 56_000, growth: 0.1, step: 0 })) },
  },
  milestones: { ...signups, id: 'engagement.launch' },
  noReleases: { ...signups, ...numbers(), releases: [], commits: [] },
  gone: { ...signups, id: 'engagement.old' },
} as const satisfies Record<string, MadeUpKeyResult>;
