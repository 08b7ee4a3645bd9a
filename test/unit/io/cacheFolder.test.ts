import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../../../src/io/cacheFolder';

describe('the folder for what can be made again', () => {
  it('is where the editor says, or where the system keeps such things', () => {
    const home = homedir();
    assert.equal(cacheFolder({ THROUGHLINE_STORAGE: '/kept', XDG_CACHE_HOME: '/x' }, 'linux'), '/kept');
    assert.equal(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux'), join('/x', 'throughline'));
    assert.equal(cacheFolder({}, 'linux'), join(home, '.cache', 'throughline'));
    assert.equal(cacheFolder({}, 'darwin'), join(home, 'Library', 'Caches', 'throughline'));
    assert.equal(cacheFolder({ LOCALAPPDATA: 'L' }, 'win32'), join('L', 'throughline'));
  });
});
