import assert from 'node:assert/strict';
import fc from 'fast-check';
import { markdownText } from '../../src/outcome/markdownText';

const BREAK = '\u200b';
/** What CommonMark makes something of inside a line, where no backslash stands before it. */
const MARKUP = /[`*[\]<>&$]|~~|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u;
/** What hosts look for in the rendered text. */
const LINKS = [
  /@[\p{L}\p{N}_]/u,
  /#[\p{L}\p{N}_]/u,
  /[!$%&~]\d/,
  /[%~][a-z]/i,
  /GH-\d/i,
  /[a-z]:\/\//i,
  /www\./i,
  /(?<![a-z0-9])(?=[0-9]*[a-f])[0-9a-f]{7,64}(?![a-z0-9])/i,
  /\[[a-z]+:/i,
];

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '@',
          '#',
          '!',
          '%',
          '~',
          '&',
          '$',
          '^',
          '*',
          '_',
          '`',
          '[',
          ']',
          '(',
          ')',
          '<',
          '>',
          '\\',
          '|',
          ':',
          '//',
        ],
        ...[
          'ada',
          '12',
          'GH-',
          'www.',
          'http://',
          'mailto:',
          'x.example',
          '<b>',
          '<!--',
          '&lt;',
          '![x](',
          'deadbeef1',
        ],
        ...[' ', '\n', '\r', '\u001b[2J', '\u202e', BREAK, '\u2028', 'größe', '日本', '[vulnerability:'],
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('words in Markdown', () => {
  it('are shown as they are, on one line, and are neither markup nor a link', () => {
    fc.assert(
      fc.property(hostile, (words) => {
        const text = markdownText(words);
        assert.doesNotMatch(text, /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
        assert.doesNotMatch(text.replace(/\\[^\p{L}\p{N}\s]/gu, ' x '), MARKUP, JSON.stringify(text));
        const rendered = text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1');
        for (const link of LINKS) assert.doesNotMatch(rendered, link, JSON.stringify(text));
        const meant = words.replace(/[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029]+/gu, ' ').trim();
        assert.equal(rendered.replaceAll(BREAK, ''), meant);
      }),
      { numRuns: 3000 },
    );
  });

  it('are left alone where there is nothing to fear', () => {
    const plain =
      'Increase monthly new user signups by 10% (snake_case, 1,000,000, 12000000; A/B: yes!) – größer';
    assert.equal(markdownText(plain), plain);
  });
});
