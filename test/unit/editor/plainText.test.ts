import assert from 'node:assert/strict';
import { plainText } from '../../../src/editor/plainText';

describe('plainText', () => {
  it('leaves neither an icon nor a link', () => {
    const text = plainText('$(gear) [a](command:x) [b](https://example.com) $$(c)');
    assert.doesNotMatch(text, /\$\(|\]\(/);
    assert.equal(text.replaceAll('\u200b', ''), '$(gear) [a](command:x) [b](https://example.com) $$(c)');
  });

  it('changes nothing else', () => {
    for (const text of ['', '$100 (a)', '[x] (y)', 'a ] ( b']) assert.equal(plainText(text), text);
  });
});
