/** Both key results that the product was founded on, expressed as they are said. */
export const FOUNDING_EXAMPLE = `version: 1
cycle: { id: 2026-Q4, start: 2026-10-01, end: 2026-12-31, timezone: America/Chicago }
sources:                                   # where numbers come from; never a secret in this file
  prom: { type: prometheus, url: https://prometheus.example.com }
  shop: { type: http, url: "https://metrics.example.com/v1/series?name={query}&from={from}&to={to}", select: "points[].{t: at, v: value}" }
  repo: { type: file }                     # CSV or JSON in this repository: works with no server at all
objectives:
  - id: engagement
    title: Increase customer engagement on our platform
    customer: public                       # for whom: public consumers, an internal team, other engineers
    owner: growth
    keyResults:
      - id: engagement.signups
        title: Increase monthly new user signups by 10%
        metric: { source: prom, query: "sum(increase(signups_total[30d]))" }
        unit: signups
        start: 12000
        target: +10%                       # relative to start
        guardrails:
          - { title: Checkout errors, metric: { source: prom, query: checkout_error_ratio }, atMost: 1% }
      - id: engagement.orders
        title: $100M in orders in June
        metric: { source: shop, query: orders_usd, aggregate: sum }   # adds up inside the window
        unit: USD
        window: { start: 2026-06-01, end: 2026-06-30 }
        start: 0
        target: 100M
branches:
  - { pattern: "signup/**", serves: [engagement.signups] }
deployments: { tags: "v*" }
`;
