import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alignLines, NEW } from '../../src/work/blame/alignLines';
import { LineMap } from '../../src/work/blame/lineMap';

/** Few different lines, so that equal ones stand in many places. */
const line = fc.constantFrom('', '}', 'a', 'b', 'return', 'x = 1');
const lines = fc.array(line, { maxLength: 30 });

function aligned(older: readonly string[], newer: readonly string[]): Int32Array {
  const into = new Int32Array(newer.length);
  alignLines(older, newer, into);
  return into;
}

/** Both rise, and what belongs together is equal. */
function assertTrue(older: readonly string[], newer: readonly string[], origins: readonly number[]): void {
  assert.equal(origins.length, newer.length);
  let last = -1;
  origins.forEach((origin, at) => {
    if (origin === NEW) return;
    assert.ok(origin > last, `line ${at} is line ${origin}, and one above it is line ${last}`);
    assert.equal(newer[at], older[origin]);
    last = origin;
  });
}

/** How many lines two texts have in common at most, in order. */
function common(one: readonly string[], other: readonly string[]): number {
  let row = new Array<number>(other.length + 1).fill(0);
  for (const text of one) {
    const next = [0];
    other.forEach((word, at) => {
      next.push(text === word ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    });
    row = next;
  }
  return row[other.length] ?? 0;
}

/** One edit, as places in the text by share of it. */
const edit = fc.record({ at: fc.nat(), length: fc.nat({ max: 12 }), text: fc.array(line, { maxLength: 5 }) });
/** Edits of one event: with several cursors there are several. */
const batches = fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 12 });

interface Place {
  readonly line: number;
  readonly character: number;
}

class Document {
  constructor(private content: string) {}

  get lines(): string[] {
    return this.content.split('\n');
  }

  place(offset: number): Place {
    const above = this.content.slice(0, offset).split('\n');
    return { line: above.length - 1, character: above.at(-1)?.length ?? 0 };
  }

  /** Replaces what lies between two offsets; says what an editor would say of it. */
  replace(start: number, end: number, text: string): { from: Place; to: Place; text: string } {
    const change = { from: this.place(start), to: this.place(end), text };
    this.content = this.content.slice(0, start) + text + this.content.slice(end);
    return change;
  }

  get length(): number {
    return this.content.length;
  }
}

describe('lines of an older text', () => {
  it('belong to equal lines, in order, and to as many as possible', () => {
    fc.assert(
      fc.property(lines, lines, (older, newer) => {
        const origins = [...aligned(older, newer)];
        assertTrue(older, newer, origins);
        assert.equal(origins.filter((origin) => origin !== NEW).length, common(older, newer));
      }),
    );
  });

  it('are found by what stands out where both texts are long', () => {
    const older = fc.array(fc.nat({ max: 900 }).map(String), { minLength: 250, maxLength: 400 });
    fc.assert(
      fc.property(older, fc.nat(), fc.nat({ max: 200 }), lines, (text, at, gone, put) => {
        const start = at % text.length;
        const newer = text.toSpliced(start, gone, ...put);
        const origins = [...aligned(text, newer)];
        assertTrue(text, newer, origins);
        const kept = text.length - Math.min(gone, text.length - start);
        assert.ok(origins.filter((origin) => origin !== NEW).length >= kept);
      }),
      { numRuns: 50 },
    );
  });

  it('are still themselves after any edits elsewhere', () => {
    fc.assert(
      fc.property(lines, batches, fc.constantFrom('\n', '\r\n'), (older, events, eol) => {
        const document = new Document(older.join('\n'));
        const map = new LineMap(older, document.lines);
        // The naive model: every line knows where it came from, until an edit touches it.
        let model: (number | undefined)[] = document.lines.map((_, at) => map.origin(at));
        for (const event of events) {
          // Several cursors stand apart, and the editor tells of the last one first.
          const places = event.map(({ at, length, text }) => {
            const start = document.length === 0 ? 0 : at % (document.length + 1);
            return { start, end: Math.min(document.length, start + length), text: text.join('\n') };
          });
          const apart = places
            .toSorted((a, b) => b.start - a.start)
            .filter(({ end }, index, all) => index === 0 || end <= (all[index - 1]?.start ?? 0));
          const changes = apart.map(({ start, end, text }) => {
            const { from, to } = document.replace(start, end, text);
            const count = text.replaceAll('\n', eol).split(/\r\n|\n/).length;
            model = model.toSpliced(
              from.line,
              to.line - from.line + 1,
              ...new Array<undefined>(count).fill(undefined),
            );
            return { first: from.line, last: to.line, count };
          });
          const now = document.lines;
          map.change(changes, (at) => now[at] ?? '');
          const origins = now.map((_, at) => map.origin(at));
          assertTrue(
            older,
            now,
            origins.map((origin) => origin ?? NEW),
          );
          model.forEach((origin, at) => {
            if (origin !== undefined) assert.equal(origins[at], origin, `line ${at} was not touched`);
          });
          // A line that an edit gave back its text may be found again; from here on it is known.
          model = origins;
        }
      }),
    );
  });

  it('are what they were once everything is undone', () => {
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat({ max: 40 }), lines, (older, at, length, put) => {
        const text = older.join('\n');
        const document = new Document(text);
        const map = new LineMap(older, document.lines);
        const before = document.lines.map((_, line) => map.origin(line));
        const start = text.length === 0 ? 0 : at % (text.length + 1);
        const end = Math.min(text.length, start + length);
        const typed = put.join('\n');
        for (const [to, words] of [
          [end, typed],
          [start + typed.length, text.slice(start, end)],
        ] as const) {
          const { from, to: last } = document.replace(start, to, words);
          const now = document.lines;
          const change = { first: from.line, last: last.line, count: words.split('\n').length };
          map.change([change], (line) => now[line] ?? '');
        }
        assert.deepEqual(
          document.lines.map((_, line) => map.origin(line)),
          before,
        );
      }),
    );
  });
});
