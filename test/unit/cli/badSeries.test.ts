import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWhereStale, throughline } from '../../support/cliProgram';
import { steadyNoise } from '../../support/dailySeries';

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 6, 1);
const dayAt = (index: number, from = FIRST): string =>
  new Date(from + index * DAY).toISOString().slice(0, 10);

/** 84 days; what is asked about is August 26, row 56. */
function course(step = 0): number[] {
  const noise = steadyNoise(6);
  return Array.from({ length: 84 }, (_, row) => 500 + 5 * noise() + (row >= 56 ? step : 0));
}

type Row = readonly [date: string, value: number | string];
const daily = (values: readonly (number | string)[]): Row[] =>
  values.map((value, row) => [dayAt(row), value]);
const without = (rows: readonly Row[], every: number): Row[] => rows.filter((_, row) => row % every !== 1);

interface Case {
  readonly rows: readonly Row[];
  readonly effect: string;
  /** A reason, or `foreseen`. */
  readonly forecast: string;
}

const CASES: Readonly<Record<string, Case>> = {
  one: { rows: daily([500]), effect: 'few-before', forecast: 'few' },
  few: { rows: daily(course().slice(44)).slice(0, 20), effect: 'outside', forecast: 'few' },
  young: { rows: daily(course()).slice(44), effect: 'few-before', forecast: 'foreseen' },
  recent: { rows: daily(course()).slice(0, 60), effect: 'few-after', forecast: 'far' },
  constant: { rows: daily(course().map(() => 7)), effect: 'constant', forecast: 'constant' },
  nearly: {
    rows: daily(course().map((_, row) => 1_000_000 + 1e-9 * (row % 5))),
    effect: 'constant',
    forecast: 'constant',
  },
  tiny: { rows: daily(course(40).map((value) => value * 1e-100)), effect: 'moved', forecast: 'foreseen' },
  huge: { rows: daily(course(40).map((value) => value * 1e100)), effect: 'moved', forecast: 'foreseen' },
  beyond: {
    rows: daily(course(40).map((value) => value * 1e200)),
    effect: 'no-values',
    forecast: 'no-values',
  },
  spike: {
    rows: daily(course(40).map((value, row) => (row === 20 ? 1e100 : value))),
    effect: 'cant-tell',
    forecast: 'foreseen',
  },
  still: {
    rows: daily(course(40).map((value, row) => (row < 56 ? 500 : value))),
    effect: 'constant',
    forecast: 'foreseen',
  },
  holes: { rows: without(daily(course(40)), 12), effect: 'moved', forecast: 'foreseen' },
  gaps: { rows: without(daily(course(40)), 4), effect: 'gaps', forecast: 'gaps' },
  twice: {
    rows: daily(course(40)).flatMap(([date, value]): Row[] => [
      [date, 3],
      [date, value],
    ]),
    effect: 'moved',
    forecast: 'foreseen',
  },
  odd: {
    rows: daily(
      course(40).map((value, row) => ['NaN', '', value, value, value, value, value][row % 35] ?? value),
    ),
    effect: 'moved',
    forecast: 'foreseen',
  },
  negative: { rows: daily(course(40).map((value) => value - 500)), effect: 'moved', forecast: 'foreseen' },
  zero: {
    rows: daily(course(40).map((value, row) => (row === 20 ? 0 : value))),
    effect: 'cant-tell',
    forecast: 'foreseen',
  },
  weeks: {
    rows: course(40)
      .slice(0, 60)
      .map((value, row) => [dayAt(row * 7, Date.UTC(2025, 7, 4)), value]),
    effect: 'few-after',
    forecast: 'foreseen',
  },
  months: {
    rows: course(40)
      .slice(0, 83)
      .map((value, row) => [
        `${2019 + Math.floor((row + 10) / 12)}-${String(((row + 10) % 12) + 1).padStart(2, '0')}-01`,
        value,
      ]),
    effect: 'few-after',
    forecast: 'foreseen',
  },
  sometimes: {
    rows: [0, 1, 5, 20, 22, 30, 47, 60, 80].map((day, index) => [dayAt(day), 500 + index]),
    effect: 'irregular',
    forecast: 'irregular',
  },
  clocks: {
    rows: course(40).map((value, row) => [`${dayAt(row)}T${row < 30 ? '05' : '06'}:00:00Z`, value]),
    effect: 'moved',
    forecast: 'foreseen',
  },
  minutes: {
    rows: Array.from(
      { length: 100_000 },
      (_, index): Row => [
        new Date(FIRST + index * 60_000).toISOString(),
        500 + (index % 37) + (index >= 56 * 1440 ? 40 : 0) + ((index * 7919) % 101) / 10,
      ],
    ),
    effect: 'moved',
    forecast: 'foreseen',
  },
};

describe('throughline on a file that nobody tidied up', () => {
  let folder: string;

  before(() => {
    buildWhereStale();
    folder = mkdtempSync(join(tmpdir(), 'throughline-bad-'));
    for (const [name, { rows }] of Object.entries(CASES)) {
      const lines = rows.map(([date, value]) => `${date},${value}`);
      writeFileSync(join(folder, `${name}.csv`), `date,value\n${lines.join('\n')}\n`);
    }
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: readonly string[]) => throughline(args, { cwd: folder });

  for (const [name, { effect, forecast }] of Object.entries(CASES)) {
    it(`answers, or says why not: ${name}`, async () => {
      const impact = ['impact', '--series', `${name}.csv`, '--at', '2026-08-26'];
      const foresee = ['forecast', '--series', `${name}.csv`, '--target', '600', '--by', '2026-10-05'];
      const [moved, movedJson, foreseen, foreseenJson] = await Promise.all([
        run(...impact),
        run(...impact, '--json'),
        run(...foresee),
        run(...foresee, '--json'),
      ]);
      for (const { code, err, out } of [moved, movedJson, foreseen, foreseenJson]) {
        assert.deepEqual([code, err], [0, '']);
        assert.doesNotMatch(out, /NaN|Infinity|∞|undefined|\{\d\}/);
      }
      assert.doesNotMatch(`${moved.out}${foreseen.out}`, /[+−]0(?![\d.]*[1-9])|\d{20}|(,\d{3}){5}/);
      for (const { out } of [moved, foreseen]) assert.match(out, new RegExp(`^${name}: `));
      const { answer, reason, estimate } = JSON.parse(movedJson.out);
      assert.equal(answer === 'cant-tell' && estimate === null ? reason : answer, effect);
      const { reason: why, steps, pHit } = JSON.parse(foreseenJson.out);
      assert.equal(why ?? 'foreseen', forecast);
      assert.deepEqual([steps.length > 0, pHit !== null], [why === null, why === null]);
    });
  }

  it('refuses a file with nothing in it, or nothing that is a date, and says how a row is written', async () => {
    for (const [text, why] of [
      ['', /it has no row with a date and a value\./],
      ['date,value\n', /it has no row with a date and a value\./],
      ['date,value\n2026-07-01,NaN\n', /it has no row with a date and a value\./],
      ['date,value\n2026-02-30,4\n', /row 2: not a time: "2026-02-30"\./],
      ['date,value\n2026-02-30T10:00Z,4\n', /row 2: not a time: "2026-02-30T10:00Z"\./],
      ['date,value\n2026-07-01,many\n', /row 2: not a number: "many"\./],
      ['42\n', /row 1: a number without a date\./],
    ] as const) {
      writeFileSync(join(folder, 'none.csv'), text);
      const { code, out, err } = await run('impact', '--series', 'none.csv', '--at', '2026-08-26');
      assert.deepEqual([code, out], [2, ''], JSON.stringify(text));
      assert.match(err, why);
      assert.match(err, /^throughline: none\.csv: .* A row is a date and a value: 2026-11-02,480\n$/);
    }
  });

  it('refuses what is no file in words of its own', async () => {
    for (const [path, why] of [
      ['gone.csv', 'there is no such file.'],
      ['.', 'this is a folder, and a file is needed.'],
    ] as const) {
      const { code, err } = await run('forecast', '--series', path, '--target', '6', '--by', '2026-10-05');
      assert.deepEqual([code, err], [2, `throughline: ${path}: ${why}\n`]);
    }
  });

  it('reads lines as any system ends them', async () => {
    const rows = daily(course(40)).map(([date, value]) => `${date},${value}`);
    for (const end of ['\r', '\r\n']) {
      writeFileSync(join(folder, 'ends.csv'), ['date,value', ...rows, ''].join(end));
      const { out } = await run('impact', '--series', 'ends.csv', '--at', '2026-08-26', '--json');
      assert.equal(JSON.parse(out).answer, 'moved', JSON.stringify(end));
    }
  });
});
