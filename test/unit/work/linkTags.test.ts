import assert from 'node:assert/strict';
import { editorMarkdown } from '../../../src/outcome/editorMarkdown';
import { linkTags } from '../../../src/work/linkTags';

describe('the tags of a message as links', () => {
  const linked = (message: string) =>
    linkTags(message, 'OKR', (id) => (id === 'gone' ? undefined : `[${id}]`));

  it('are the ids of its tags, and nothing else is touched', () => {
    assert.equal(
      linked('Speed up a.b\n\nWhy: a.b\n\nokr:  a.b\nOKR: gone\nOKR: c\nSigned-off-by: A <a@b>\n'),
      'Speed up a.b\n\nWhy: a.b\n\nokr:  [a.b]\nOKR: gone\nOKR: [c]\nSigned-off-by: A <a@b>\n',
    );
    assert.equal(linked('S\r\n\r\nOKR: a \r\n'), 'S\r\n\r\nOKR: [a] \r\n');
  });

  it('are found in a squashed message', () => {
    assert.equal(
      linked('Squashed commit\n\n    Speed up\n\n    OKR: a\n\n* Other\n\nOKR: b\n\nCo-authored-by: A <a@b>'),
      'Squashed commit\n\n    Speed up\n\n    OKR: [a]\n\n* Other\n\nOKR: [b]\n\nCo-authored-by: A <a@b>',
    );
  });

  it('are none where nothing is known of them', () => {
    assert.equal(linked('Speed up\n\nOKR: gone'), undefined);
    assert.equal(linked('Speed up\n\nOKR: a and b\nXOKR: a\nSee OKR: a'), undefined);
    assert.equal(linked(''), undefined);
  });

  it('show a title as it is written', () => {
    assert.equal(
      editorMarkdown('$100M [now](x) *a* <b>\n$(bug)'),
      '$100M \\[now\\]\\(x\\) \\*a\\* \\<b\\> $\u200b\\(bug\\)',
    );
  });
});
