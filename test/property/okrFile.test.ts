import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { starterOkrFile } from '../../src/okr/starter';
import { readOkrs } from '../unit/okr/readOkrs';

const SOUND = starterOkrFile('2026-11-24', 'America/Chicago');

/** What every answer must be, whatever was read. */
function checkAnswer(text: string): void {
  const { file, diagnostics } = readOkrs(text);
  const lines = text.split(/\r\n|\n|\r/).length;
  for (const { line, column, endLine, endColumn, message } of diagnostics) {
    assert.ok(line >= 1 && line <= lines, `line ${line} of ${lines}`);
    assert.ok(column >= 1);
    assert.ok(endLine > line || (endLine === line && endColumn >= column));
    assert.notEqual(message, '');
  }
  if (file === undefined) assert.ok(diagnostics.length > 0, 'no file, and no word about it');
  const ids = new Set<string>();
  for (const { id, keyResults } of file?.objectives ?? []) {
    for (const keyResult of keyResults) {
      assert.equal(keyResult.objectiveId, id);
      assert.ok(!ids.has(keyResult.id.toLowerCase()), 'one id, one key result');
      ids.add(keyResult.id.toLowerCase());
      assert.ok(keyResult.window.start <= keyResult.window.end);
      if (keyResult.aim.kind !== 'milestone') assert.ok(keyResult.metric);
    }
  }
}

/** Values in the shape of an OKR file, of which any may be anything. */
const almost = (value: fc.Arbitrary<unknown>) => fc.oneof({ weight: 4, arbitrary: value }, fc.jsonValue());
const words = fc.constantFrom(
  'a',
  'A',
  'b',
  'repo',
  '2026-10-01',
  '2026-12-31',
  '+10%',
  '1%',
  '100M',
  5,
  -1,
  0,
  null,
  true,
);
const record = (keys: Record<string, fc.Arbitrary<unknown>>) => almost(fc.record(keys, { requiredKeys: [] }));
const metric = record({ source: words, query: words, aggregate: words });
const keyResult = record({
  id: words,
  title: words,
  metric,
  kind: almost(fc.constantFrom('increase', 'atLeast', 'milestone')),
  start: words,
  target: words,
  atLeast: words,
  range: record({ min: words, max: words }),
  milestones: almost(fc.array(record({ title: words, weight: words, done: words }), { maxLength: 2 })),
  guardrails: almost(fc.array(record({ title: words, metric, atMost: words }), { maxLength: 2 })),
  aliases: almost(fc.array(words, { maxLength: 2 })),
  window: record({ start: words, end: words }),
  weight: words,
});
const okrs = record({
  version: almost(fc.constant(1)),
  cycle: almost(fc.constant({ id: 'c', start: '2026-10-01', end: '2026-12-31' })),
  sources: almost(fc.constant({ repo: { type: 'file' } })),
  objectives: almost(
    fc.array(record({ id: words, title: words, keyResults: almost(fc.array(keyResult, { maxLength: 3 })) }), {
      maxLength: 3,
    }),
  ),
  branches: almost(
    fc.array(record({ pattern: words, serves: almost(fc.array(words, { maxLength: 3 })) }), { maxLength: 2 }),
  ),
  deployments: record({ tags: words }),
  ended: almost(fc.array(record({ id: words, ended: words }), { maxLength: 2 })),
});

describe('parseOkrFile, whatever it is given', () => {
  it('answers to any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), checkAnswer));
  });

  it('answers to text made of what YAML is made of', () => {
    const token = fc.constantFrom(
      '- ',
      ': ',
      '\n',
      '  ',
      '{',
      '}',
      '[',
      ']',
      ',',
      '&a ',
      '*a',
      '!t ',
      '? ',
      '|\n',
      '"',
      "'",
      '#',
      '---\n',
      '%',
      'version: 1',
      'cycle',
      'objectives:',
      '<<',
      '\t',
      '\r\n',
      'x',
    );
    fc.assert(
      fc.property(
        fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join('')),
        checkAnswer,
      ),
    );
  });

  it('answers to a sound file with a piece cut out and another put in', () => {
    const at = fc.nat(SOUND.length);
    fc.assert(
      fc.property(at, fc.nat(80), fc.string({ maxLength: 8 }), (start, length, piece) =>
        checkAnswer(SOUND.slice(0, start) + piece + SOUND.slice(start + length)),
      ),
    );
  });

  it('answers to any value, written as JSON and as YAML', () => {
    fc.assert(
      fc.property(okrs, (value) => {
        checkAnswer(JSON.stringify(value));
        checkAnswer(stringify(value));
      }),
      { numRuns: 300 },
    );
  });

  it('reads the same from YAML and from JSON', () => {
    fc.assert(
      fc.property(okrs, (value) => {
        const plain = JSON.parse(JSON.stringify(value));
        const messages = (text: string) =>
          readOkrs(text)
            .diagnostics.map(({ message }) => message.replace(/line \d+/, ''))
            .toSorted();
        assert.deepEqual(messages(stringify(plain)), messages(JSON.stringify(plain, null, 1)));
      }),
    );
  });
});
