import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Engine } from '../../../src/engine';
import { parseAims } from '../../../src/outcome/okrDocument';
import { ROOT } from '../../steps/root';
import { buildWhereStale } from '../../support/cliProgram';

const OKRS = `version: 1
cycle: { id: now, start: 2026-01-01, end: 2026-12-31, leaveOut: [{ date: 2026-11-26 }] }
sources:
  prom: { type: prometheus, url: https://prometheus.example.com, refresh: 5m }
objectives:
  - id: reach
    title: Reach
    keyResults:
      - { id: reach.users, title: Users, metric: { source: prom, query: users }, start: 10, target: +10% }
      - { id: reach.fans, title: Fans, colour: red }
branches:
  - { pattern: "reach/**", serves: [reach.users] }
ended:
  - { id: reach.friends }
`;

const CLOSED = { approved: () => false, credential: async () => undefined };

describe('reading the OKR file', function () {
  this.timeout(120_000);
  before(() => buildWhereStale());

  const inThread = () => new Engine({ ...CLOSED, threadPath: join(ROOT, 'dist/okrThread.js') });

  it('gives the same in a thread as here', async () => {
    for (const text of [OKRS, 'version: 2', '', ': [']) {
      const here = parseAims(text);
      assert.deepStrictEqual(await inThread().readAims(text), here);
      assert.deepStrictEqual(await new Engine(CLOSED).readAims(text), here);
    }
  });

  it('reads the same text once', async () => {
    const engine = inThread();
    const [first, again] = [engine.readAims(OKRS), engine.readAims(OKRS)];
    assert.equal(await first, await again);
    assert.notEqual(await engine.readAims(`${OKRS}\n`), await first);
  });

  it('reads here where no thread can be had, and says why', async () => {
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    const engine = new Engine({ ...CLOSED, warn, threadPath: join(ROOT, 'dist/nothing.js') });
    assert.deepStrictEqual(await engine.readAims(OKRS), parseAims(OKRS));
    assert.match(warnings.join('\n'), /^No thread could read the OKR file: .*nothing\.js/);
  });
});
