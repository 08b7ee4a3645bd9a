import assert from 'node:assert/strict';
import { SizedCache } from '../../../../src/work/blame/sizedCache';
import { textLines } from '../../../../src/work/blame/textLines';

const linesOf = (text: string) => {
  const { texts, numbers } = textLines(text);
  return texts.map((line, at) => `${numbers[at]} ${line}`);
};

describe('the lines of a file', () => {
  it('are those that an editor shows, with the numbers that git gives them', () => {
    assert.deepEqual(linesOf(''), []);
    assert.deepEqual(linesOf('\n'), ['0 ']);
    assert.deepEqual(linesOf('a'), ['0 a']);
    assert.deepEqual(linesOf('a\n'), ['0 a']);
    assert.deepEqual(linesOf('a\n\n'), ['0 a', '1 ']);
    assert.deepEqual(linesOf('\ufeffa\r\nb\r\n'), ['0 a', '1 b']);
    assert.deepEqual(linesOf('a\rb\r\nc'), ['0 a', '0 b', '1 c']);
    assert.deepEqual(linesOf('a\u2028b\n'), ['0 a\u2028b']);
  });
});

describe('what is kept below a size', () => {
  it('is what was used last', () => {
    const cache = new SizedCache<string>(10);
    cache.set('a', 'A', 4);
    cache.set('b', 'B', 4);
    assert.equal(cache.get('a'), 'A');
    cache.set('c', 'C', 4);
    assert.equal(cache.get('b'), undefined);
    assert.equal(cache.get('a'), 'A');
    cache.set('a', 'AA', 6);
    assert.deepEqual([cache.get('a'), cache.get('c')], ['AA', 'C']);
    cache.set('d', 'D', 11);
    assert.deepEqual([cache.get('a'), cache.get('c'), cache.get('d')], ['AA', 'C', undefined]);
  });
});
