import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { addSource, inserted } from '../../../src/okr/addSource';

const ENTRY = { type: 'prometheus', url: 'https://prom.example.com/a?b: c' };
const TAIL = 'objectives:\n  - { id: a, title: "A" } # last\n';

function added(text: string, name = 'prom', entry: Readonly<Record<string, unknown>> = ENTRY): string {
  const insertion = addSource(text, name, entry);
  assert.ok(insertion.ok, insertion.ok ? '' : insertion.error.kind);
  return inserted(text, insertion.value);
}

describe('adding a source', () => {
  const line = 'prom: { type: prometheus, url: "https://prom.example.com/a?b: c" }';

  it('puts a line behind the last source, and leaves comments and layout', () => {
    const text = `# ours\nversion: 1\n\nsources: # where from\n    repo:   { type: file }   # here\n\n# next\n${TAIL}`;
    assert.equal(added(text), text.replace('# here\n', `# here\n    ${line}\n`));
  });

  it('goes behind a source of several lines', () => {
    const text = `sources:\n  shop:\n    type: http\n    url: |\n      https://a\n${TAIL}`;
    assert.equal(added(text), text.replace('https://a\n', `https://a\n  ${line}\n`));
  });

  it('goes into braces, empty or not', () => {
    assert.equal(added(`sources: {}\n${TAIL}`), `sources: { ${line} }\n${TAIL}`);
    assert.equal(
      added(`sources: { repo: { type: file } }\n${TAIL}`),
      `sources: { repo: { type: file }, ${line} }\n${TAIL}`,
    );
    const lines = `sources: {\n  repo: { type: file },\n}\n${TAIL}`;
    assert.equal(added(lines), lines.replace('},\n}', `}, ${line}\n}`));
  });

  it('makes the place where there is none', () => {
    assert.equal(added(`version: 1\n${TAIL}`), `version: 1\nsources:\n  ${line}\n${TAIL}`);
    assert.equal(added(`sources:\n${TAIL}`), `sources:\n  ${line}\n${TAIL}`);
    assert.equal(added(`sources: # none yet\n${TAIL}`), `sources: # none yet\n  ${line}\n${TAIL}`);
    assert.deepEqual(parse(added('{ version: 1 }')), { version: 1, sources: { prom: ENTRY } });
  });

  it('leaves a comment with what it speaks of', () => {
    const own = `sources:\n  ${line}\n`;
    assert.equal(
      added(`version: 1\n\n# what\n# we want\n${TAIL}`),
      `version: 1\n\n${own}\n# what\n# we want\n${TAIL}`,
    );
    assert.equal(
      added(`version: 1\r\n\r\n# aims\r\n${TAIL}`),
      `version: 1\r\n\r\n${own.replaceAll('\n', '\r\n')}\r\n# aims\r\n${TAIL}`,
    );
    assert.equal(added(`version: 1\n# aims\n${TAIL}`), `version: 1\n${own}# aims\n${TAIL}`);
    assert.equal(added(`# our file\n${TAIL}`), `# our file\n${own}${TAIL}`);
    assert.equal(added(`# our\n# file\n${TAIL}`), `# our\n# file\n${own}${TAIL}`);
  });

  it('finds a way past comments in braces', () => {
    const braces = `sources: {\n  repo: { type: file } # here\n}\n${TAIL}`;
    assert.equal(added(braces), braces.replace('{\n', `{ ${line},\n`));
    const listed = `sources: {\n  repo: { type: file }, # here\n  # more\n}\n${TAIL}`;
    assert.equal(added(listed), listed.replace('{\n', `{ ${line},\n`));
  });

  it('leaves anchors, merges, markers and tabs between tokens', () => {
    for (const text of [
      `sources: &all\n  repo: &repo { type: file }\n  two:\n    <<: *repo\n${TAIL}`,
      `%YAML 1.2\n---\nsources:\t# tab\n  repo: { type: file }\t# tab\n...\n`,
    ]) {
      assert.ok(added(text).includes(`\n  ${line}\n`), text);
    }
  });

  it('keeps line ends of Windows and a missing last one', () => {
    const text = `sources:\r\n  repo: { type: file }\r\n${TAIL.replaceAll('\n', '\r\n')}`;
    assert.equal(added(text), text.replace('file }\r\n', `file }\r\n  ${line}\r\n`));
    const short = 'version: 1\nsources:\n  repo: { type: file }';
    assert.equal(added(short), `${short}\n  ${line}`);
  });

  it('refuses what it can not do safely, and says why', () => {
    for (const [text, name, kind] of [
      ['a: [', 'prom', 'invalid'],
      [`sources:\n\trepo: { type: file }\n${TAIL}`, 'prom', 'invalid'],
      ['', 'prom', 'empty'],
      ['- a', 'prom', 'empty'],
      [`sources: { prom: { type: file } }\n${TAIL}`, 'prom', 'taken'],
      [`sources:\n  prom: 3\n${TAIL}`, 'prom', 'taken'],
      [`sources: 3\n${TAIL}`, 'prom', 'unsafe'],
      [`all: &all { repo: { type: file } }\nsources: *all\n${TAIL}`, 'prom', 'unsafe'],
      [TAIL, 'two words', 'name'],
    ] as const) {
      const refused = addSource(text, name, ENTRY);
      assert.ok(!refused.ok && refused.error.kind === kind, text);
      if (refused.error.kind === 'unsafe') assert.equal(refused.error.line, line);
    }
  });

  it('only ever adds, and what is added is read back', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean());
    const source = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), value, { minKeys: 1 });
    const comment = fc.constantFrom('', ' # note', '   ');
    const file = fc
      .tuple(fc.dictionary(fc.stringMatching(/^[a-z]{2,6}$/), source), comment, fc.constantFrom('\n', '\r\n'))
      .map(([sources, note, end]) => {
        const lines = Object.entries(sources).map(([key, one]) => `  ${key}: ${JSON.stringify(one)}${note}`);
        return [`version: 1${note}`, `sources:${note}`, ...lines, '', TAIL.trimEnd()].join(end);
      });
    fc.assert(
      fc.property(file, source, (text, entry) => {
        const insertion = addSource(text, 'Fresh-1', entry);
        if (!insertion.ok) return;
        const after = inserted(text, insertion.value);
        const { offset, text: more } = insertion.value;
        assert.equal(after.slice(0, offset) + after.slice(offset + more.length), text);
        assert.deepEqual(
          JSON.stringify((parse(after) as { sources: Record<string, unknown> }).sources['Fresh-1']),
          JSON.stringify(entry),
        );
      }),
      { numRuns: 60 },
    );
  });
});
