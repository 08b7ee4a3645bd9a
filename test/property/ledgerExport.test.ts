import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvLine, type ExportRow, exportFormat } from '../../src/outcome/ledger/exportText';

const HEAD = { title: 'webshop main: 2 of 3 commits' };
const ID = 'a'.repeat(40);
const rowOf = (subject: string, tags: readonly string[] = []): ExportRow => ({
  commit: { id: ID, at: Date.UTC(2026, 9, 1), tags },
  subject,
});

/** A record as RFC 4180 says that one is read. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (let at = 0; at < text.length; ) {
    let field = '';
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        field += text[at];
        if (text[at] === '"') at += 1;
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== ',' && !text.startsWith('\r\n', at)) {
        field += text[at];
        at += 1;
      }
    }
    record.push(field);
    if (text[at] === ',') at += 1;
    else {
      assert.ok(text.startsWith('\r\n', at), `no line break at ${at} of ${JSON.stringify(text)}`);
      at += 2;
      records.push(record);
      record = [];
    }
  }
  return records;
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', '\t', ' ', "'", 'a', '\0') }),
);

describe('an export as CSV', () => {
  it('is read back as it was written, but for the apostrophe before a formula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(anyText, { minLength: 2, maxLength: 5 }), { maxLength: 5 }),
        (records) => {
          const read = readCsv(records.map(csvLine).join(''));
          assert.deepEqual(
            read.map((fields) => fields.map((field) => field.replace(/^'/, ''))),
            records.map((fields) => fields.map((field) => field.replace(/^'/, ''))),
          );
        },
      ),
    );
  });

  it('holds nothing that a spreadsheet would calculate', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [[field = ''] = []] = readCsv(csvLine([text, '']));
        assert.doesNotMatch(field, /^[\t\r=+\-@]/);
        assert.doesNotMatch(field.trimStart(), /^[=+\-@]/);
      }),
    );
    assert.equal(csvLine(['=1+1', '-2', 'a-b']), "'=1+1,'-2,a-b\r\n");
    assert.equal(
      csvLine([' =HYPERLINK("x","y")', '\t@SUM(1)']),
      `"' =HYPERLINK(""x"",""y"")",'\t@SUM(1)\r\n`,
    );
  });

  it('has a line for each commit under the names of the columns, and no column for a person', () => {
    const csv = exportFormat('csv', HEAD);
    const released: ExportRow = {
      commit: {
        id: ID,
        at: Date.UTC(2026, 9, 1),
        tags: ['a.b', 'c'],
        release: { name: 'v1', at: Date.UTC(2026, 9, 2), commit: ID },
      },
      subject: 'One, "two"',
      lines: 12,
    };
    assert.deepEqual(readCsv(csv.start + csv.row(released, 0) + csv.row(rowOf('x'), 1) + csv.end), [
      ['commit', 'committed', 'key_results', 'subject', 'release', 'released', 'lines_changed'],
      [ID, '2026-10-01T00:00:00Z', 'a.b; c', 'One, "two"', 'v1', '2026-10-02T00:00:00Z', '12'],
      [ID, '2026-10-01T00:00:00Z', '', 'x', '', '', ''],
    ]);
  });
});

describe('an export as JSON and Markdown', () => {
  it('is JSON whatever the subjects, also of no commit', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 4 }), (subjects) => {
        const json = exportFormat('json', HEAD);
        const text =
          json.start + subjects.map((one, at) => json.row(rowOf(one, ['k']), at)).join('') + json.end;
        const read = JSON.parse(text) as { title: string; commits: { subject: string }[] };
        assert.equal(read.title, HEAD.title);
        assert.deepEqual(
          read.commits.map(({ subject }) => subject),
          subjects,
        );
      }),
    );
  });

  it('is a table with as many cells in each line, whatever the subjects', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 4 }), (subjects) => {
        const md = exportFormat('md', HEAD);
        const text = md.start + subjects.map((one, at) => md.row(rowOf(one), at)).join('') + md.end;
        const [, , head = '', rule = '', ...lines] = text.trimEnd().split('\n');
        assert.equal(lines.length, subjects.length);
        for (const line of [head, rule, ...lines]) assert.equal(line.match(/(?<!\\)\|/g)?.length, 8, line);
      }),
    );
  });

  it('shows an id in Markdown as it is, as code that no host makes a link of', () => {
    const { row } = exportFormat('md', HEAD);
    assert.ok(row(rowOf('Words'), 0).startsWith(`| \`${ID}\` |`));
  });
});
