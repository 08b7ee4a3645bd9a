import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askThread } from '../../../src/io/thread';
import { tempFolder } from '../../vscode/cleanup';

const THREADS = "const { parentPort, workerData } = require('node:worker_threads');";

describe('a thread that is asked', () => {
  const folder = tempFolder('throughline-thread');
  after(() => folder.dispose());

  function script(name: string, text: string): string {
    const path = join(folder.path, name);
    writeFileSync(path, `${THREADS}\n${text}\n`);
    return path;
  }

  it('answers with what it posts, maps and all', async () => {
    const path = script('answer.cjs', "parentPort.postMessage(new Map([['asked', workerData]]));");
    assert.deepEqual(await askThread(path, 'a\nb'), new Map([['asked', 'a\nb']]));
  });

  it('is ended once it has answered, whatever it still waits for', async () => {
    const path = script('lasting.cjs', 'setInterval(() => {}, 1000); parentPort.postMessage(process.pid);');
    assert.equal(await askThread(path, ''), process.pid);
  });

  it('fails with what it throws', async () => {
    const path = script('throwing.cjs', "throw new RangeError('too much');");
    await assert.rejects(askThread(path, ''), /too much/);
  });

  it('fails where it ends without an answer, or is not there', async () => {
    await assert.rejects(askThread(script('silent.cjs', ''), ''), /without an answer/);
    await assert.rejects(askThread(join(folder.path, 'nothing.cjs'), ''), /nothing\.cjs/);
  });

  it('is given no environment, which may hold what is nobody’s business', async () => {
    const path = script('bare.cjs', 'parentPort.postMessage(Object.keys(process.env));');
    assert.deepEqual(await askThread(path, ''), []);
  });
});
