import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tagAt, tagPlaces, typedTag } from '../../../src/work/tagPlaces';
import { addTrailers, readTrailers } from '../../../src/work/trailers';

const HINTS = '\n# Please enter the commit message for your changes.\n#\n# On branch main\n';

/** A message with the cursor at `|`. */
function at(text: string): [string, number] {
  return [text.replace('|', ''), text.indexOf('|')];
}

/** The message with what is typed replaced by the tag `x.y`; nothing where no tag can be. */
function completed(text: string): string | undefined {
  const [message, offset] = at(text);
  const typed = typedTag(message, 'OKR', offset);
  return typed && `${message.slice(0, typed.start)}${typed.before}x.y${message.slice(typed.end)}`;
}

describe('where a tag is', () => {
  const found = (text: string) => {
    const [message, offset] = at(text);
    const place = tagAt(message, 'OKR', offset);
    if (place) assert.equal(message.slice(place.start, place.end), place.id);
    return place?.id;
  };

  it('is its id, from the first letter to behind the last', () => {
    assert.equal(found('Subject\n\nOKR: |a.b'), 'a.b');
    assert.equal(found('Subject\n\nOKR: a.b|'), 'a.b');
    assert.equal(found('Subject\n\nokr:a|.b \r\nSigned-off-by: A <a@b>\r\n'), 'a.b');
    assert.equal(found(`Subject\n\nOKR:\ta|.b\n${HINTS}`), 'a.b');
    assert.equal(found('Subject\n\nOKR: a\nOKR: b|'), 'b');
  });

  it('is nowhere else', () => {
    assert.equal(found('Subject\n\nOK|R: a.b'), undefined);
    assert.equal(found('OKR: a|.b'), undefined, 'a subject');
    assert.equal(found('Subject\n\nOKR: a|.b\n\nMore text.'), undefined, 'no last paragraph');
    assert.equal(found('Subject\n\nOther: a|.b'), undefined);
    assert.equal(found('Subject\n\nOKR: |'), undefined, 'nothing written yet');
    assert.equal(found('Subject\n\nOKR: a\n b|'), undefined, 'a value over two lines');
    assert.equal(found('Subject\n\nOKR:\n b|'), undefined, 'a value in the next line');
    assert.equal(found('Subject\n\n# OKR: a|.b\n'), undefined, 'a comment');
  });

  it('is where the reader reads it, whatever the message', () => {
    const line = fc.constantFrom(
      '',
      'Text',
      'OKR: a',
      'okr:  b/c',
      'OKR:',
      'Signed-off-by: A <a@b>',
      '# x',
      ' d e',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const message = lines.join('\n');
        const places = tagPlaces(message, 'OKR');
        for (let offset = 0; offset <= message.length; offset += 1) {
          const typed = typedTag(message, 'OKR', offset);
          if (typed) assert.ok(typed.start <= offset && offset <= typed.end);
        }
        for (const { id, start, end } of places) assert.equal(message.slice(start, end), id);
        const read = readTrailers(message, 'OKR', { keyConfigured: true, draft: true });
        const ids = places.map(({ id }) => id).filter((id) => id !== '');
        assert.deepEqual(
          ids,
          read.filter((value) => !value.includes(' ')),
        );
      }),
    );
  });
});

describe('a tag being typed', () => {
  it('is completed after the colon', () => {
    assert.equal(completed('Subject\n\nOKR: |'), 'Subject\n\nOKR: x.y');
    assert.equal(completed('Subject\n\nOKR:|'), 'Subject\n\nOKR: x.y');
    assert.equal(completed('Subject\n\nOKR:| '), 'Subject\n\nOKR: x.y');
    assert.equal(completed('Subject\n\nOKR:| sign'), 'Subject\n\nOKR: x.y');
    assert.equal(completed('Subject\n\nOKR: si|gn\n'), 'Subject\n\nOKR: x.y\n');
    assert.equal(completed(`Subject\n\nOKR: |\n${HINTS}`), `Subject\n\nOKR: x.y\n${HINTS}`);
    assert.equal(
      completed('S\n\nOKR: |\r\nSigned-off-by: A <a@b>\r\n'),
      'S\n\nOKR: x.y\r\nSigned-off-by: A <a@b>\r\n',
    );
  });

  it('is completed from its first letters on', () => {
    assert.equal(completed('Subject\n\nO|'), 'Subject\n\nOKR: x.y');
    assert.equal(completed('Subject\n\nokr|\n'), 'Subject\n\nOKR: x.y\n');
    assert.equal(completed(`Subject\n\n|\n${HINTS}`), `Subject\n\nOKR: x.y\n${HINTS}`);
    assert.equal(completed('Subject\n\nWhy.\n\nOKR: a\nOK|'), 'Subject\n\nWhy.\n\nOKR: a\nOKR: x.y');
  });

  it('is none where git would read no tag', () => {
    assert.equal(completed('OKR: |'), undefined);
    assert.equal(completed('O|'), undefined);
    assert.equal(completed('Subject\nOKR: |'), undefined);
    assert.equal(completed('Subject\n\nOKR: |\n\nMore text.'), undefined);
    assert.equal(completed('Subject\n\nO|\n\nMore text.'), undefined);
    assert.equal(completed('Subject\n\nO|K'), undefined, 'in the middle of a word');
    assert.equal(completed('Subject\n\nText|'), undefined);
    assert.equal(completed('Subject\n\nSee OKR: |'), undefined);
  });

  it('is read by git’s rules once completed', () => {
    const written = completed('Subject\n\nBody.\n\nO|\nSigned-off-by: A <a@b>\n') ?? '';
    assert.deepEqual(readTrailers(written, 'OKR', { keyConfigured: true }), ['x.y']);
    assert.equal(addTrailers(written, 'OKR', ['x.y']), written);
  });
});
