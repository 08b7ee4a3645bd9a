import assert from 'node:assert/strict';
import { metricsOf } from '../../../src/outcome/asks';
import { parseAims } from '../../../src/outcome/okrDocument';
import { sourceOrigins } from '../../../src/outcome/sourceOrigins';

const OKRS = `version: 1
cycle: { id: q, start: 2026-07-01, end: 2026-10-10 }
sources:
  one: { type: prometheus, url: "https://one.example.com" }
  two: { type: prometheus, url: "https://two.example.com" }
  three: { type: prometheus, url: "https://three.example.com" }
objectives:
  - id: o
    title: O
    keyResults:
      - id: k
        title: K
        metric: { source: one, query: a, control: { title: Visits, source: two, query: b } }
        start: 1
        target: 2
        guardrails: [{ title: Errors, metric: { source: three, query: c }, atMost: 1 }]
      - { id: done, title: Done, milestones: [{ title: one }] }
`;

describe('what an OKR file asks for', () => {
  const aims = parseAims(OKRS).file ?? assert.fail();

  it('is each metric, its guardrails and what it is compared beside', () => {
    assert.deepEqual(
      metricsOf(aims.objectives).map(({ metric }) => metric.query),
      ['a', 'b', 'c'],
    );
  });

  it('names the addresses of all of them, with what they are asked for', () => {
    assert.deepEqual(
      [...sourceOrigins(aims)],
      [
        ['https://one.example.com', ['K']],
        ['https://two.example.com', ['Visits']],
        ['https://three.example.com', ['Errors']],
      ],
    );
  });
});
