import assert from 'node:assert/strict';
import { headMoved } from '../../../src/editor/headMoved';

describe('headMoved', () => {
  const topic = { kind: 'branch', name: 'topic', commit: 'c1' } as const;
  const detached = { kind: 'detached', commit: 'c1' } as const;

  it('sees another commit', () => {
    assert.ok(headMoved({ name: 'topic', commit: 'c2' }, topic));
    assert.ok(headMoved({ commit: 'c2' }, detached));
    assert.ok(headMoved({ name: 'main', commit: 'c1' }, { kind: 'unborn', name: 'main' }));
  });

  it('sees another branch at the same commit', () => {
    assert.ok(headMoved({ name: 'other', commit: 'c1' }, topic));
    assert.ok(headMoved({ name: 'topic', commit: 'c1' }, detached));
  });

  it('sees nothing where HEAD is what was read, or nothing is known', () => {
    assert.ok(!headMoved({ name: 'topic', commit: 'c1' }, topic));
    assert.ok(!headMoved({ name: 'heads/topic', commit: 'c1' }, topic));
    assert.ok(!headMoved({ commit: 'c1' }, detached));
    assert.ok(!headMoved({ commit: 'c1' }, topic));
    assert.ok(!headMoved({ name: 'topic' }, topic));
    assert.ok(!headMoved(undefined, topic));
    assert.ok(!headMoved({ name: 'topic', commit: 'c1' }, undefined));
  });
});
