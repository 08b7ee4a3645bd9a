import { checkoutP95On, failedPaymentsOn, questionsOn } from './demoSeries';
import { DAY_MS, type DemoStory, dayOf, startOfDay } from './demoStory';

/** The demo's `okrs.yaml`. Its metrics come from the demo's API on loopback and from a file in the repository. */
export function demoOkrFile(story: DemoStory, apiOrigin: string): string {
  const { cycle, june } = story;
  return `# This is the OKR file of the Throughline demo. The shop is invented, and so is every number.
version: 1
cycle: { id: ${cycle.id}, start: ${cycle.start}, end: ${cycle.end}, timezone: UTC }

sources: # where numbers come from; never a secret in this file
  prom: { type: prometheus, url: ${apiOrigin} }
  shop: { type: http, url: "${apiOrigin}/v1/series?name={query}&from={from}&to={to}", select: "points[].{t: at, v: value}" }
  repo: { type: file }

objectives:
  - id: engagement
    title: Increase customer engagement on our platform
    customer: public consumers
    owner: growth
    keyResults:
      - id: engagement.signups
        title: Increase monthly new user signups by 10%
        metric: { source: prom, query: "sum(increase(signups_total[30d]))" }
        unit: signups
        start: 12000
        target: +10% # relative to start
        guardrails:
          - { title: Checkout errors, metric: { source: prom, query: checkout_error_ratio }, atMost: 1% }
      - id: engagement.orders
        title: $100M in orders in June
        metric: { source: shop, query: orders_usd, aggregate: sum } # adds up inside the window
        unit: USD
        window: { start: ${june.start}, end: ${june.end} }
        start: 0
        target: 100M
      - id: checkout.p95
        title: Answer 95% of checkouts within 500 ms
        owner: payments
        metric: { source: repo, query: metrics/checkout-p95.csv }
        unit: ms
        start: 820
        target: 500
        guardrails:
          - { title: Failed payments, metric: { source: repo, query: metrics/failed-payments.csv }, atMost: 2% }
      - id: checkout.questions
        title: Half as many questions about paying
        owner: payments
        metric: { source: repo, query: metrics/questions.csv }
        unit: questions
        start: 16
        target: 8

branches:
  - { pattern: "signup/**", serves: [engagement.signups] }

deployments: { tags: "v*" }
`;
}

export const DEMO_README = `# Throughline demo shop

This repository was made by Throughline's demo: a small invented shop with a few months of invented history.
Its metrics come from a small server on this machine that the demo started, and end with it.

- \`okrs.yaml\` says what we aim for, and where the numbers come from.
- Did the release v1.42 move anything? \`checkout.p95\` got faster. \`engagement.signups\` grows as it did before. With
  \`checkout.questions\` it can't be told: they go up and down too much. And since then more payments fail.
- \`signup/one-tap\` and \`orders/faster-checkout\` serve key results; \`chore/upgrade-deps\` serves none yet.
`;

/** Small refreshes, so that one sees the numbers live. */
export const DEMO_SETTINGS = `${JSON.stringify({ 'throughline.refresh.seconds': 5 }, null, 2)}\n`;

/** The metrics that lie in the repository, as CSV by path, one line a day up to yesterday. */
export function demoMetrics(story: DemoStory): ReadonlyMap<string, string> {
  return new Map([
    ['metrics/checkout-p95.csv', csvOf(story, checkoutP95On)],
    ['metrics/failed-payments.csv', csvOf(story, failedPaymentsOn)],
    ['metrics/questions.csv', csvOf(story, questionsOn)],
  ]);
}

function csvOf(story: DemoStory, valueOn: (story: DemoStory, day: number) => number): string {
  const lines = ['date,value'];
  for (let day = story.start; day < startOfDay(story.now); day += DAY_MS) {
    lines.push(`${dayOf(day)},${valueOn(story, day)}`);
  }
  return `${lines.join('\n')}\n`;
}
