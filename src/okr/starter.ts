import type { Day, Period } from './model';

/**
 * A commented OKR file to begin with, valid as it stands. Its cycle is the quarter that `today` is in, and its
 * numbers come from files in the repository, so that it works with no server.
 */
export function starterOkrFile(today: Day, timezone: string): string {
  const { id, start, end } = quarterOf(today);
  return `# What this repository is for, in numbers. Reviewed like code.
version: 1

cycle:
  id: ${id}
  start: ${start}
  end: ${end}
  timezone: ${timezone}

# Where the numbers come from. Never a secret in this file: sign in from the editor.
sources:
  repo: { type: file } # CSV (date,value) or JSON in this repository
  # prom: { type: prometheus, url: https://prometheus.example.com }
  # shop:
  #   type: http
  #   url: "https://metrics.example.com/v1/series?name={query}&from={from}&to={to}"
  #   select: "points[].{t: at, v: value}"

objectives:
  - id: engagement
    title: Increase customer engagement on our platform
    customer: public # for whom: the public, an internal team, other engineers
    # owner: growth
    keyResults:
      # Commits name a key result by its id, so ids are for ever: "OKR: engagement.signups".
      - id: engagement.signups
        title: Increase monthly new user signups by 10%
        metric: { source: repo, query: metrics/signups.csv }
        # metric: { source: prom, query: "sum(increase(signups_total[30d]))" }
        unit: signups
        start: 12000
        target: +10% # relative to start; 13200 or 13.2k says the same
        # guardrails: # what must not get worse meanwhile
        #   - title: Checkout errors
        #     metric: { source: prom, query: checkout_error_ratio }
        #     atMost: 1% # 0.01 of what the metric gives

      - id: engagement.orders
        title: $1M in orders this quarter
        metric: { source: repo, query: metrics/orders.csv, aggregate: sum } # adds up inside the cycle
        # metric: { source: shop, query: orders_usd, aggregate: sum }
        unit: USD
        start: 0
        target: 1M

# Which branches serve which key results. A link made by hand and tags on commits come first.
branches:
  - { pattern: "signup/**", serves: [engagement.signups] }

# Which git tags mark a release.
deployments: { tags: "v*" }
`;
}

/** First and last days of January to March, April to June, … */
const QUARTERS = [
  ['01-01', '03-31'],
  ['04-01', '06-30'],
  ['07-01', '09-30'],
  ['10-01', '12-31'],
] as const;

function quarterOf(today: Day): Period & { readonly id: string } {
  const year = today.slice(0, 4);
  const index = QUARTERS.findIndex(([, end]) => today.slice(5) <= end);
  const [start, end] = QUARTERS[index] ?? QUARTERS[3];
  return { id: `${year}-Q${index + 1}`, start: `${year}-${start}`, end: `${year}-${end}` };
}
