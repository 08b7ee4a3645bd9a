import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Claims, createClaims } from '../../../src/io/claims';
import { type TempFolder, tempFolder } from '../../vscode/cleanup';

describe('claims', () => {
  let temp: TempFolder;
  let folder: string;

  beforeEach(() => {
    temp = tempFolder('throughline-claims');
    folder = join(temp.path, 'deep', 'alarms');
  });
  afterEach(() => temp.dispose());

  it('are each made once, also by many at once and after all of them are gone', async () => {
    const windows: Claims[] = Array.from({ length: 12 }, () => createClaims(folder));
    const made = await Promise.all(windows.map((one) => one.claim('an alarm')));
    assert.equal(made.filter(Boolean).length, 1);
    assert.equal(await createClaims(folder).claim('an alarm'), false);
    assert.equal(await createClaims(folder).claim('another'), true);
  });

  it('are no names of files that somebody else chose', async () => {
    assert.equal(await createClaims(folder).claim('../../evil\0/x'), true);
    assert.match(readdirSync(folder).join(), /^[0-9a-f]{64}$/);
  });

  it('are made once by this process where the folder can’t be used', async () => {
    writeFileSync(join(temp.path, 'file'), '');
    const claims = createClaims(join(temp.path, 'file'));
    assert.deepEqual([await claims.claim('one'), await claims.claim('one')], [true, false]);
  });

  it('go once nobody can ask for them any more', async () => {
    mkdirSync(folder, { recursive: true });
    const [old, young] = [join(folder, 'old'), join(folder, 'young')];
    for (const path of [old, young]) writeFileSync(path, '');
    const longAgo = Date.now() / 1000 - 201 * 86_400;
    utimesSync(old, longAgo, longAgo);
    await createClaims(folder).claim('one');
    const left = readdirSync(folder);
    assert.deepEqual([left.includes('old'), left.includes('young'), left.length], [false, true, 2]);
  });
});
