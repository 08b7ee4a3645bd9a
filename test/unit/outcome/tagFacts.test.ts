import assert from 'node:assert/strict';
import { parseAims } from '../../../src/outcome/okrDocument';
import { tagFacts } from '../../../src/outcome/tagFacts';
import { tagOffers } from '../../../src/outcome/tagOffers';
import { plainWords } from '../../../src/outcome/words';

const { file } = parseAims(`version: 1
cycle: { id: c, start: 2026-10-01, end: 2026-12-31 }
sources: { repo: { type: file } }
objectives:
  - id: growth
    title: Grow
    keyResults:
      - { id: signups, title: More signups, metric: { source: repo, query: a.csv }, start: 1, target: 2, aliases: [joins] }
      - { id: orders, title: More orders, metric: { source: repo, query: b.csv }, start: 1, target: 2 }
  - id: trust
    title: Be trusted
    keyResults:
      - { id: errors, title: Fewer errors, metric: { source: repo, query: c.csv }, start: 9, target: 2 }
ended: [{ id: gone, title: Be first }, { id: older }]
`);

describe('what is known of the id in a tag', () => {
  const facts = (id: string, value?: string) => {
    assert.ok(file);
    const shown = value && {
      value,
      goal: 'of 2',
      score: { value: 0.5, text: '0.50', label: 'score 0.50 of 1.00' },
    };
    return tagFacts(
      id,
      {
        aims: file,
        okrPath: 'okrs.yaml',
        locale: 'en',
        shown: () => (shown ? { ...VIEW, ...shown } : undefined),
      },
      plainWords,
    );
  };
  const VIEW = {
    id: 'signups',
    title: 'More signups',
    shortTitle: 'signups',
    linked: true,
    expanded: true,
    notes: [],
    guardrails: [],
    freshness: { state: 'fresh', text: 'now' },
  } as const;

  it('is its title, objective and standing', () => {
    assert.deepEqual(facts('SIGNUPS', '1.5'), {
      kind: 'active',
      title: 'More signups',
      lines: ['Grow', '1.5 of 2 · score 0.50 of 1.00'],
      line: 8,
    });
    assert.deepEqual(facts('orders').lines, ['Grow', 'of 2']);
  });

  it('is the key result that a former id means', () => {
    assert.deepEqual(facts('joins').lines, ['Grow', 'of 2', 'joins is a former id of signups.']);
  });

  it('is that it has ended, or is not known', () => {
    assert.deepEqual(facts('gone'), { kind: 'ended', title: 'Be first', lines: ['gone has ended.'] });
    assert.deepEqual(facts('older').title, 'older');
    assert.deepEqual(facts('signup'), {
      kind: 'unknown',
      title: 'okrs.yaml has no key result signup.',
      lines: ['Did you mean signups?'],
    });
    assert.deepEqual(facts('something-else').lines, []);
  });
});

describe('what a message can be tagged with', () => {
  const offers = (served: string[], carried: string[]) => {
    assert.ok(file);
    return tagOffers(file, served, carried).map(({ keyResult, served: own }) =>
      own ? `* ${keyResult.id}` : keyResult.id,
    );
  };

  it('is every key result, the branch’s first', () => {
    assert.deepEqual(offers([], []), ['signups', 'orders', 'errors']);
    assert.deepEqual(offers(['errors'], []), ['* errors', 'signups', 'orders']);
  });

  it('is not what it carries already, by whichever id', () => {
    assert.deepEqual(offers(['signups'], ['JOINS', 'gone', 'unheard']), ['orders', 'errors']);
  });
});
