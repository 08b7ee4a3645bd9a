import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JudgedKeyResult } from '../../../src/outcome/drawn';
import type { Judgement } from '../../../src/outcome/judge';
import { lineMarkdown } from '../../../src/outcome/lineMarkdown';
import { type LineContext, type LineFacts, lineOutcome } from '../../../src/outcome/lineOutcome';
import { parseAims } from '../../../src/outcome/okrDocument';
import { plainWords } from '../../../src/outcome/words';

const { file } = parseAims(`version: 1
cycle: { id: 2026-Q3, start: 2026-07-01, end: 2026-09-30 }
sources: { repo: { type: file } }
objectives:
  - id: growth
    title: Grow
    keyResults:
      - { id: signups, title: More signups, metric: { source: repo, query: a.csv }, start: 12000, target: +10%, aliases: [joins] }
ended: [{ id: gone, title: Be first, ended: 2025-12-31 }, { id: older }]
`);

const NOW = Date.UTC(2026, 10, 20);
const ID = '0f8bbafd0ed13a860528feff6dbdd4fe600f027f';

function context(judgement: Partial<Judgement>, aims: LineContext['aims'] = file): LineContext {
  return {
    aims,
    okrPath: 'okrs.yaml',
    locale: 'en',
    judged: (keyResult): JudgedKeyResult => ({
      keyResult,
      judgement: { elapsed: 1, phase: 'over', ...judgement },
    }),
  };
}

function commit(
  tags: readonly string[],
  more: Partial<Extract<LineFacts, { kind: 'commit' }>> = {},
): LineFacts {
  const at = Date.UTC(2026, 7, 1);
  return { kind: 'commit', id: ID, at, subject: 'Speed up', tags, ...more };
}

const textOf = (facts: LineFacts, judgement: Partial<Judgement> = {}) =>
  lineOutcome(facts, context(judgement), NOW, plainWords).text;

describe('the end of a line', () => {
  it('says what its commit was for, and how that stands', () => {
    assert.equal(textOf(commit(['signups']), { score: 0.8 }), 'signups · reached 0.80 in 2026-Q3');
    assert.equal(
      textOf(commit(['joins']), { score: 0.5, phase: 'running' }),
      'joins · 0.50 so far in 2026-Q3',
    );
    assert.equal(textOf(commit(['signups'])), 'signups · no number yet');
    assert.equal(textOf(commit(['signups']), { phase: 'ahead' }), 'signups · starts on Jul 1');
    assert.equal(textOf(commit(['Gone'])), 'Gone · ended on Dec 31, 2025');
    assert.equal(textOf(commit(['older'])), 'older · ended');
    assert.equal(textOf(commit(['never.known'])), 'never.known · ended');
    assert.equal(
      textOf(commit(['signups', 'gone', 'older']), { score: 1 }),
      'signups · reached 1.00 in 2026-Q3 · +2 more',
    );
    assert.equal(textOf(commit([])), 'no purpose recorded');
    assert.equal(textOf({ kind: 'uncommitted' }), 'not committed yet');
    assert.equal(textOf({ kind: 'older' }), 'older than this clone');
  });

  it('says the id alone where there is no OKR file', () => {
    const outcome = lineOutcome(commit(['signups']), { ...context({}), aims: undefined }, NOW, plainWords);
    assert.deepEqual([outcome.text, outcome.keyResults[0]?.active], ['signups', false]);
  });

  it('is short and in one line, whatever a commit says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (tag) => {
        const text = textOf(commit([tag]));
        assert.doesNotMatch(text, /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
        assert.ok(text.length <= 80, text);
      }),
    );
  });
});

describe('the hover of a line', () => {
  const hover = (facts: LineFacts, judgement: Partial<Judgement> = {}) =>
    lineMarkdown(lineOutcome(facts, context(judgement), NOW, plainWords), plainWords);

  it('says objective, key result, number, commit and release', () => {
    const release = { name: 'v1.2', at: Date.UTC(2026, 7, 9) };
    assert.equal(
      hover(commit(['signups'], { release }), { score: 0.58, current: 12700, phase: 'running' }),
      [
        '**More signups**  ',
        'Objective: Grow  ',
        'Key result: [signups](command:throughline.openOkrFile?%5B%22signups%22%5D) · 0\\.58 so far in 2026\\-Q3 · 12,700 of 13,200 · 12,000 at the start',
        '',
        `Commit [0f8bbafd](command:throughline.openCommit?%5B%22${ID}%22%5D) · Speed up · Aug 1 · first shipped in v1\\.2 on Aug 9`,
      ].join('\n'),
    );
    assert.match(
      hover(commit([], { release: 'none' })),
      /^\*\*no purpose recorded\*\*\n\nCommit .* · not released yet$/,
    );
  });

  it('has no link and no meaning but its own, whatever a repository writes', () => {
    const evil = fc.constantFrom(
      '[x](command:workbench.action.quit)',
      '</p><img src=x>',
      '`',
      '**',
      '\n1. list',
      '\n---\n',
      '$(bug)',
      'www.example.com',
      'https://example.com',
      'a@example.com',
      '\\',
      ')',
      '"]',
    );
    fc.assert(
      fc.property(fc.array(evil, { maxLength: 5 }), fc.array(evil, { maxLength: 5 }), (tags, words) => {
        const text = hover(commit(tags, { subject: words.join('') }), { score: 1 });
        const commands = [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, link]) => link ?? '');
        const ours = commands.filter((link) => !/^\\/.test(link));
        for (const link of ours)
          assert.match(link, /^command:throughline\.(openCommit|openOkrFile)\?[%\w.-]+$/);
        assert.doesNotMatch(text, /(?<!\\)<|(?<!\\)`|www\.|\/\/example\.|\$\(|\w@/);
        for (const line of text.split('\n'))
          assert.match(line, /^($|\*\*|Key result: |Objective: |Commit \[)/);
      }),
    );
  });
});
