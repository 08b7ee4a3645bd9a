import assert from 'node:assert/strict';
import { FOUNDING_EXAMPLE } from './foundingExample';
import { fileOf, keyResultsOf, problemsOf, readOkrs, SOUND, withKeyResult } from './readOkrs';

const CYCLE = 'cycle: { id: 2026-Q4, start: 2026-10-01, end: 2026-12-31 }\n';

describe('a sound OKR file', () => {
  it('says the founding example as it is said', () => {
    const { file, diagnostics } = readOkrs(FOUNDING_EXAMPLE);
    assert.deepEqual(diagnostics, []);
    assert.ok(file);
    assert.deepEqual(file.cycle, {
      id: '2026-Q4',
      start: '2026-10-01',
      end: '2026-12-31',
      timezone: 'America/Chicago',
    });
    assert.deepEqual([...file.sources.keys()], ['prom', 'shop', 'repo']);
    assert.deepEqual(file.objectives, [
      {
        id: 'engagement',
        title: 'Increase customer engagement on our platform',
        customer: 'public',
        owner: 'growth',
        line: 8,
        keyResults: [
          {
            id: 'engagement.signups',
            title: 'Increase monthly new user signups by 10%',
            shortTitle: 'signups',
            objectiveId: 'engagement',
            weight: 1,
            aim: {
              kind: 'increase',
              start: { value: 12000, percent: false },
              target: { value: 13200, percent: false },
            },
            metric: { source: 'prom', query: 'sum(increase(signups_total[30d]))', aggregate: 'last' },
            unit: 'signups',
            window: { start: '2026-10-01', end: '2026-12-31' },
            guardrails: [
              {
                title: 'Checkout errors',
                metric: { source: 'prom', query: 'checkout_error_ratio', aggregate: 'last' },
                atMost: { value: 0.01, percent: true },
              },
            ],
            aliases: [],
            line: 13,
          },
          {
            id: 'engagement.orders',
            title: '$100M in orders in June',
            shortTitle: 'orders',
            objectiveId: 'engagement',
            weight: 1,
            aim: {
              kind: 'increase',
              start: { value: 0, percent: false },
              target: { value: 100_000_000, percent: false },
            },
            metric: { source: 'shop', query: 'orders_usd', aggregate: 'sum' },
            unit: 'USD',
            window: { start: '2026-06-01', end: '2026-06-30' },
            guardrails: [],
            aliases: [],
            line: 21,
          },
        ],
      },
    ]);
    assert.deepEqual(file.branches, [{ pattern: 'signup/**', serves: ['engagement.signups'], line: 29 }]);
    assert.equal(file.deploymentTags, 'v*');
    assert.deepEqual(file.ended, []);
  });

  it('may be JSON', () => {
    const text = JSON.stringify({
      $schema: 'okrs.schema.json',
      version: 1,
      cycle: { id: 'a', start: '2026-10-01', end: '2026-12-31' },
      objectives: [
        {
          id: 'o',
          title: 'O',
          keyResults: [{ id: 'k', title: 'K', milestones: [{ title: 'done', done: true }] }],
        },
      ],
    });
    assert.deepEqual(problemsOf(text), []);
    assert.deepEqual(keyResultsOf(text)[0]?.aim, {
      kind: 'milestone',
      milestones: [{ title: 'done', weight: 1, done: true }],
    });
  });

  const metric = 'metric: { source: repo }';
  const q = (value: number, percent = false) => ({ value, percent });
  const aims: readonly [string, readonly string[], unknown][] = [
    ['decrease', [metric, 'start: 400', 'target: 300'], { kind: 'decrease', start: q(400), target: q(300) }],
    [
      'relative percent down',
      [metric, 'start: 400', 'target: -20%'],
      { kind: 'decrease', start: q(400), target: q(320) },
    ],
    [
      'relative number',
      [metric, 'start: 400', 'target: +500'],
      { kind: 'increase', start: q(400), target: q(900) },
    ],
    [
      'relative to a percentage',
      [metric, 'start: 1%', 'target: +10%'],
      { kind: 'increase', start: q(0.01, true), target: q(0.011, true) },
    ],
    [
      'relative to a negative start',
      [metric, 'start: -100', 'target: +10%'],
      { kind: 'increase', start: q(-100), target: q(-90) },
    ],
    ['negative target', [metric, 'start: 0', 'target: -5'], { kind: 'decrease', start: q(0), target: q(-5) }],
    [
      'sums without noise',
      [metric, 'start: 0.1', 'target: +0.2'],
      { kind: 'increase', start: q(0.1), target: q(0.3) },
    ],
    ['range', [metric, 'range: { min: 1, max: 2 }'], { kind: 'maintain', min: q(1), max: q(2) }],
    ['bound', [metric, 'atLeast: 99.9%'], { kind: 'atLeast', bound: q(0.999, true) }],
    [
      'bound with a start',
      [metric, 'atMost: 1k', 'start: 2k'],
      { kind: 'atMost', bound: q(1000), start: q(2000) },
    ],
    ['kind that agrees', [metric, 'kind: atMost', 'atMost: 5'], { kind: 'atMost', bound: q(5) }],
  ];
  for (const [name, lines, expected] of aims) {
    it(`reads an aim: ${name}`, () => {
      const text = withKeyResult('title: One', ...lines);
      assert.deepEqual(problemsOf(text), []);
      assert.deepEqual(keyResultsOf(text)[0]?.aim, expected);
    });
  }

  it('reads what a key result may say beside its aim', () => {
    const text = withKeyResult(
      ...SOUND,
      'short: Uno',
      'owner: growth',
      'weight: 2.5',
      'window: { start: 2026-11-01, end: 2026-11-01 }',
      'aliases: [former]',
    );
    assert.deepEqual(problemsOf(text), []);
    const [one] = keyResultsOf(text);
    assert.equal(one?.shortTitle, 'Uno');
    assert.equal(one?.owner, 'growth');
    assert.equal(one?.weight, 2.5);
    assert.deepEqual(one?.window, { start: '2026-11-01', end: '2026-11-01' });
    assert.deepEqual(one?.aliases, ['former']);
  });

  it('keeps markup, terminal escapes and direction marks as what they are: text', () => {
    const title = '<script>\u001b[31m\u202e](command:x)\u0007';
    const text = withKeyResult(`title: ${JSON.stringify(title)}`, ...SOUND.slice(1));
    assert.deepEqual(problemsOf(text), []);
    assert.equal(keyResultsOf(text)[0]?.title, title);
  });

  it('shares what is aliased', () => {
    const text = withKeyResult(
      'title: One',
      'metric: &m { source: repo }',
      'atMost: 5',
      'guardrails:',
      '  - { title: G, metric: *m, atMost: 1 }',
    );
    assert.deepEqual(problemsOf(text), []);
    assert.equal(keyResultsOf(text)[0]?.guardrails[0]?.metric.source, 'repo');
  });
});

describe('an OKR file that cannot be used', () => {
  const EMPTY = '1:1 warning This OKR file is empty. Begin with `version: 1`, a `cycle` and `objectives`.';
  const NO_OKRS = '1:1 error This is no OKR file: it must be a map that begins with `version: 1`.';
  const TOO_LARGE =
    '1:1 error This file is larger than 500 kB and was not read. Move what is over elsewhere.';
  const cases: readonly [string, string, string][] = [
    ['empty', '', EMPTY],
    ['only comments', '# nothing\n\n# yet\n', EMPTY],
    ['prose', 'hello world', NO_OKRS],
    ['a list', '- a\n- b', NO_OKRS],
    ['10 MB', `version: 1\n${CYCLE}# ${'x'.repeat(10_000_000)}`, TOO_LARGE],
    [
      'unknown version',
      `version: 2\n${CYCLE}`,
      '1:10 error This version is not known here. Write `version: 1`, or update Throughline.',
    ],
    [
      'no cycle',
      'version: 1\n',
      '1:1 error `cycle` is missing. Add `cycle: { id: 2026-Q4, start: 2026-10-01, end: 2026-12-31 }`.',
    ],
    [
      'a cycle without an end',
      'version: 1\ncycle: { id: a, start: 2026-10-01 }',
      '2:1 error `end` is missing. Last day, as 2026-12-31. It counts.',
    ],
    [
      'a cycle that ends before it starts',
      'version: 1\ncycle: { id: a, start: 2026-10-01, end: 2026-09-30 }',
      '2:41 error `end` must not be before `start`.',
    ],
    [
      'a day that is none',
      'version: 1\ncycle: { id: a, start: 2026-02-30, end: 2026-12-31 }',
      '2:24 error `start` must be a day such as 2026-10-01.',
    ],
    [
      'nested too deeply',
      `version: 1\nx: ${'['.repeat(20_000)}`,
      '2:53 error Nested deeper than 50 levels. An OKR file needs eight at most.',
    ],
  ];
  for (const [name, text, problem] of cases) {
    it(name, () => {
      assert.deepEqual(problemsOf(text), [problem]);
      assert.equal(readOkrs(text).file, undefined);
    });
  }
});

describe('broken YAML', () => {
  it('is told by its cause alone, and what came before is read', () => {
    const text = `${withKeyResult(...SOUND)}branches: [\n`;
    assert.deepEqual(problemsOf(text), [
      '15:1 error Not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ]);
    assert.deepEqual(
      keyResultsOf(text).map(({ id }) => id),
      ['kr', 'healthy'],
    );
  });

  const cases: readonly [string, string, string][] = [
    ['tabs', 'version: 1\n\tcycle: 3', '2:1 error Not valid YAML: Tabs are not allowed as indentation.'],
    ['an open quote', `version: 1\n${CYCLE}sources: "`, '3:11 error Not valid YAML: Missing closing "quote.'],
    [
      'a key that is no text',
      `version: 1\n${CYCLE}? [a]\n: 1\n`,
      '3:3 error Not valid YAML: A key must be text.',
    ],
    [
      'two documents',
      `version: 1\n${CYCLE}---\nversion: 1\n`,
      '4:1 error A second YAML document starts here. Only the first is read; remove the `---`.',
    ],
    [
      'a key twice',
      `version: 1\n${CYCLE}version: 2\n`,
      '3:1 error `version` is written twice; the first one counts. Remove this one.',
    ],
    [
      '__proto__',
      `version: 1\n${CYCLE}__proto__: { x: 1 }\n`,
      '3:1 error `__proto__` cannot be used as a key. Remove this one.',
    ],
    [
      'an alias of nothing',
      `version: 1\n${CYCLE}sources: { a: *b }\n`,
      '3:15 error `*b` stands for nothing: no `&b` is complete before it.',
    ],
    [
      'Windows line ends and a byte order mark',
      `\uFEFFversion: 1\r\n${CYCLE.trim()}\r\nversion: 1\r\n`,
      '3:1 error `version` is written twice; the first one counts. Remove this one.',
    ],
  ];
  for (const [name, text, problem] of cases) {
    it(`is told where it is: ${name}`, () => assert.equal(problemsOf(text)[0], problem));
  }

  it('cannot make aliases explode', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const below = level === 0 ? 'x' : `*a${level - 1}`;
      return `  a${level}: &a${level} [${Array.from({ length: 9 }, () => below).join(', ')}]\n`;
    });
    const text = `version: 1\n${CYCLE}sources:\n${levels.join('')}`;
    const told = problemsOf(text).find((problem) => problem.includes('stand for too much'));
    assert.match(told ?? '', /^8:/);
    assert.ok(JSON.stringify(fileOf(text)).length < 1000);
  });

  it('tells at most a hundred problems, and how many more there are', () => {
    const problems = problemsOf(`version: 1\n${CYCLE}objectives:\n${'  - 5\n'.repeat(500)}`);
    assert.equal(problems.length, 101);
    assert.equal(problems.at(-1), '103:5 error 400 more problems follow.');
  });
});

describe('a part that is wrong', () => {
  const metric = 'metric: { source: repo }';
  const parts: readonly [string, readonly string[], readonly string[]][] = [
    [
      'no title',
      SOUND.slice(1),
      ['8:9 error `title` is missing. What will have changed, as one would say it.'],
    ],
    [
      'a title that is a number',
      ['title: 2026', ...SOUND.slice(1)],
      ['9:16 error `title` must be text. Put it in quotes.'],
    ],
    ['an empty title', ['title: ""', ...SOUND.slice(1)], ['9:16 error `title` must not be empty.']],
    [
      'target equal to start',
      ['title: a', metric, 'start: 10k', 'target: 10_000'],
      ['12:17 error `target` is equal to `start`: nothing would have to change. Change one of them.'],
    ],
    [
      'no start',
      ['title: a', metric, 'target: 10'],
      [
        '11:17 error `start` is missing: the value before the work began. Write `start: 0` if it begins at nothing.',
      ],
    ],
    [
      'a relative target without start',
      ['title: a', metric, 'target: +10%'],
      ['11:17 error `start` is missing: the value before the work began. A relative target needs it.'],
    ],
    [
      'a relative target from 0',
      ['title: a', metric, 'start: 0', 'target: +10%'],
      ['12:17 error A percentage of `start: 0` is nothing. Write the number to reach.'],
    ],
    [
      'no aim',
      ['title: a', metric],
      [
        '8:9 error The key result does not say what to reach. Add `target`, `atLeast`, `atMost`, `range` or `milestones`.',
      ],
    ],
    [
      'target and a bound',
      ['title: a', metric, 'start: 1', 'target: 3', 'atLeast: 5'],
      ['13:18 error `target` and `atLeast` cannot both be the aim. Keep the one that is meant.'],
    ],
    [
      'two bounds',
      ['title: a', metric, 'atLeast: 3', 'atMost: 5'],
      ['12:17 error `atLeast` and `atMost` cannot both be the aim. Write `range: { min, max }` instead.'],
    ],
    [
      'a kind against the direction',
      ['kind: decrease', 'title: a', metric, 'start: 1', 'target: 3'],
      ['9:15 error `decrease` contradicts the target, which is above the start. Change one of them.'],
    ],
    [
      'a kind against the form',
      ['kind: maintain', 'title: a', metric, 'start: 1', 'target: 3'],
      ['9:15 error `maintain` needs `range`, but `target` is there. Change one of them.'],
    ],
    [
      'an unknown kind',
      ['kind: grow', ...SOUND],
      ['9:15 error `kind` must be one of increase, decrease, maintain, atLeast, atMost, milestone.'],
    ],
    [
      'milestones without items',
      ['title: a', 'milestones: []'],
      ['10:9 error `milestones` must list at least one milestone.'],
    ],
    [
      'a milestone of no weight',
      ['title: a', 'milestones: [ { title: x, weight: 0 } ]'],
      ['10:43 error `weight` must be above 0.'],
    ],
    [
      'a range upside down',
      ['title: a', metric, 'range: { min: 5, max: 1 }'],
      ['11:9 error `min` must be below `max`. Swap them, or set them apart.'],
    ],
    [
      'no metric',
      ['title: a', 'start: 1', 'target: 2'],
      ['8:9 error `metric` is missing: a `source` and a `query` that the value comes from.'],
    ],
    [
      'NaN',
      ['title: a', metric, 'start: .nan', 'target: 5'],
      ['11:16 error `start` must be a number such as 12000, 100M or 1%.'],
    ],
    [
      'infinity',
      ['title: a', metric, 'start: 1', 'target: -.inf'],
      ['12:17 error `target` must be a number such as 12000, 100M or 1%.'],
    ],
    [
      'a currency',
      ['title: a', metric, 'start: 1', 'target: $5'],
      [
        '12:17 error `target` must be a number such as 12000, 12_000, 1.5k, 100M or 1%; the currency belongs under `unit`.',
      ],
    ],
    [
      'a relative start',
      ['title: a', metric, 'start: +5', 'target: 10'],
      [
        '11:16 error `start` must be a plain amount: a leading + makes it relative, which only `target` can be.',
      ],
    ],
    [
      'a window that ends before it starts',
      [...SOUND, 'window: { start: 2026-12-01, end: 2026-06-30 }'],
      ['13:43 error `end` must not be before `start`.'],
    ],
    ['no weight', [...SOUND, 'weight: 0'], ['13:17 error `weight` must be above 0.']],
    [
      'an alias that is no id',
      [...SOUND, 'aliases: [ok, "not ok"]'],
      [
        '13:23 error Entry 2 of `aliases` must start with a letter or digit and hold at most 64 letters, digits and . _ / -.',
      ],
    ],
  ];
  for (const [name, lines, problems] of parts) {
    it(`does not hide its neighbour: ${name}`, () => {
      const text = withKeyResult(...lines);
      assert.deepEqual(problemsOf(text), problems);
      assert.deepEqual(
        keyResultsOf(text).map(({ id }) => id),
        ['healthy'],
      );
    });
  }

  const hints: readonly [string, readonly string[], string][] = [
    [
      'unknown key',
      [...SOUND, 'tagret: 5'],
      '13:9 warning `tagret` is not known here and is not read. Did you mean `target`?',
    ],
    [
      'unknown key further down',
      ['title: a', 'metric: { source: repo, qurey: x }', ...SOUND.slice(2)],
      '10:33 warning `qurey` is not known here and is not read. Did you mean `query`?',
    ],
    [
      'unknown source',
      ['title: a', 'metric: { source: rope }', ...SOUND.slice(2)],
      '10:27 error `rope` is not under `sources`. Did you mean `repo`?',
    ],
    [
      'percentage beside a plain start',
      ['title: a', metric, 'start: 12000', 'target: 10%'],
      '12:17 warning The target is a percentage, but `start` is not. To grow by 10%, write +10%.',
    ],
    [
      'metric beside milestones',
      ['title: a', metric, 'milestones: [ { title: x } ]'],
      '10:9 warning Milestones are judged by what is done; this metric is not read.',
    ],
    [
      'start beside a range',
      ['title: a', metric, 'start: 4', 'range: { min: 1, max: 5 }'],
      '11:16 warning `start` makes no difference here and is not read.',
    ],
    [
      'alias that is somebody’s id',
      [...SOUND, 'aliases: [HEALTHY]'],
      '13:19 error The id `HEALTHY` is taken in line 14, and case makes no difference. The first one counts; rename this one.',
    ],
  ];
  for (const [name, lines, problem] of hints) {
    it(`does not hide itself where it can be used: ${name}`, () => {
      const text = withKeyResult(...lines);
      assert.deepEqual(problemsOf(text), [problem]);
      assert.deepEqual(
        keyResultsOf(text).map(({ id }) => id),
        ['kr', 'healthy'],
      );
    });
  }

  it('guardrails are dropped one by one', () => {
    const text = withKeyResult(
      ...SOUND,
      'guardrails:',
      '  - { title: no bound, metric: { source: repo } }',
      '  - { title: kept, metric: { source: nope }, atMost: 1 }',
      '  - { title: bad bound, metric: { source: repo }, atMost: low }',
    );
    assert.deepEqual(problemsOf(text), [
      '14:15 error The guardrail is missing a bound. Add `atMost` or `atLeast`.',
      '15:46 error `nope` is not under `sources`. Add it there, or name one that is.',
      '16:67 error `atMost` must be a number such as 12000, 12_000, 1.5k, 100M or 1%.',
    ]);
    assert.deepEqual(
      keyResultsOf(text)[0]?.guardrails.map(({ title }) => title),
      ['kept'],
    );
  });

  it('an id that is none, or that is taken, without case', () => {
    const sound = withKeyResult(...SOUND);
    assert.deepEqual(problemsOf(sound.replace('id: kr', 'id: "a b"')), [
      '8:13 error `id` must start with a letter or digit and hold at most 64 letters, digits and . _ / -.',
    ]);
    const twice = sound.replace('id: healthy', 'id: KR');
    assert.deepEqual(problemsOf(twice), [
      '13:15 error The id `KR` is taken in line 8, and case makes no difference. The first one counts; rename this one.',
    ]);
    assert.deepEqual(
      keyResultsOf(twice).map(({ id }) => id),
      ['kr'],
    );
  });

  it('objectives that are wrong keep their healthy key results', () => {
    const text = `${withKeyResult(...SOUND).replace('    title: Speed\n', '')}  - { id: SPEED, title: Again, keyResults: [ { id: third, title: T, metric: { source: repo }, atMost: 1 } ] }
  - just text
`;
    assert.deepEqual(problemsOf(text), [
      '5:5 error `title` is missing. The value we want to create, in one sentence.',
      '13:11 error The id `SPEED` is taken in line 5, and case makes no difference. The first one counts; rename this one.',
      '14:5 error The objective must be a map of keys with their values.',
    ]);
    assert.deepEqual(
      fileOf(text).objectives.map(({ id, title, keyResults }) => [
        id,
        title,
        keyResults.map((one) => one.id),
      ]),
      [
        ['objective-1', 'speed', ['kr', 'healthy']],
        ['objective-2', 'Again', ['third']],
      ],
    );
  });

  it('branch rules', () => {
    const text = `${withKeyResult(...SOUND, 'aliases: [former]')}branches:
  - { pattern: "a/**", serves: [KR, former, heathy, speed, gone] }
  - { pattern: "", serves: [] }
  - { pattern: b, serves: kr }
  - { pattern: c, serves: [healthy] }
ended: [ { id: gone }, { id: Kr }, { id: over, ended: soon } ]
`;
    assert.deepEqual(problemsOf(text), [
      '16:45 error There is no key result `heathy`. Did you mean `healthy`?',
      '16:53 error `speed` is an objective. Name one or more of its key results.',
      '16:60 warning The key result `gone` has ended. Remove it from the rule.',
      '17:16 error `pattern` must not be empty.',
      '17:20 error `serves` must name at least one key result.',
      '18:27 error `serves` must be a list, one `- ` per entry.',
      '20:30 error The id `Kr` is taken in line 8, and case makes no difference. The first one counts; rename this one.',
      '20:55 error `ended` must be a day such as 2026-10-01.',
    ]);
    assert.deepEqual(
      fileOf(text).branches.map(({ pattern, line }) => [pattern, line]),
      [
        ['a/**', 16],
        ['c', 19],
      ],
    );
    assert.deepEqual(fileOf(text).ended, [{ id: 'gone' }]);
  });

  it('a rule may name a key result that is there but broken', () => {
    const text = `${withKeyResult('title: no aim', metric)}branches:\n  - { pattern: a, serves: [kr] }\n`;
    assert.equal(problemsOf(text).length, 1);
  });

  it('sources', () => {
    const text = `version: 1\n${CYCLE}sources:\n  a: { url: x }\n  b:\n  c: { type: file }\n  d: [1]\n`;
    assert.deepEqual(problemsOf(text), [
      '4:3 error `type` is missing.',
      '5:3 error The source `b` must be a map of keys with their values.',
      '7:3 error The source `d` must be a map of keys with their values.',
    ]);
    assert.deepEqual([...fileOf(text).sources], [['c', { type: 'file' }]]);
  });

  it('a version, a time zone, a cycle’s name and a release rule', () => {
    const text = `cycle: { id: 2026, start: 2026-10-01, end: 2026-12-31, timezone: Mars/Base }\ndeployments: { tag: "v*" }\n`;
    assert.deepEqual(problemsOf(text), [
      '1:1 error `version` is missing. Add `version: 1` at the top.',
      '1:14 error `id` must be text. Put it in quotes.',
      '1:66 error `timezone` must be an IANA time zone such as America/Chicago.',
      '2:1 error `tags` is missing. A glob over the git tags that mark a release, as v*.',
      '2:16 warning `tag` is not known here and is not read. Did you mean `tags`?',
    ]);
    assert.deepEqual(fileOf(text).cycle, {
      id: '2026-10-01',
      start: '2026-10-01',
      end: '2026-12-31',
      timezone: 'UTC',
    });
  });

  it('a list that is none', () => {
    const text = `version: 1\n${CYCLE}objectives: { a: b }\nbranches: 5\nsources: [a]\n`;
    assert.deepEqual(problemsOf(text), [
      '3:1 error `objectives` must be a list, one `- ` per entry.',
      '4:11 error `branches` must be a list, one `- ` per entry.',
      '5:1 error `sources` must be a map of names with what they are.',
    ]);
  });

  it('ends where what is wrong ends', () => {
    const [found] = readOkrs(withKeyResult(...SOUND, 'weight: heavy')).diagnostics;
    assert.ok(found);
    assert.deepEqual([found.line, found.column, found.endLine, found.endColumn], [13, 17, 13, 22]);
  });
});
