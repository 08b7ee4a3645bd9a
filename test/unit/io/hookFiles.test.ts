import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHookFiles } from '../../../src/io/hookFiles';

describe('files of a hook', () => {
  const { apply } = createHookFiles();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'throughline-hook-files-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const at = (name: string): string => join(folder, name);
  const failing = () => ({ path: at('other'), before: 'not there', after: 'x' });

  it('are what they were where one of them can not be changed', async () => {
    writeFileSync(at('a'), 'A');
    const applied = await apply([
      { path: at('a'), before: 'A', after: 'B' },
      { path: at('new'), after: 'N' },
      failing(),
    ]);
    assert.deepEqual(applied, {
      ok: false,
      error: { path: at('other'), detail: 'it changed meanwhile', left: [] },
    });
    assert.equal(readFileSync(at('a'), 'utf8'), 'A');
    assert.equal(existsSync(at('new')), false);
  });

  it('are named where they can not be taken back, and the others are taken back', async () => {
    writeFileSync(at('a'), 'A');
    writeFileSync(at('b'), 'B');
    const applied = await apply([
      { path: at('a'), before: 'A', after: 'changed' },
      // A folder takes its place, and stays.
      { path: at('b'), before: 'B' },
      { path: at('b/in/it'), after: 'x' },
      failing(),
    ]);
    assert.deepEqual(applied, {
      ok: false,
      error: { path: at('other'), detail: 'it changed meanwhile', left: [at('b')] },
    });
    assert.equal(readFileSync(at('a'), 'utf8'), 'A');
  });
});
