import assert from 'node:assert/strict';
import { commitTags } from '../../../src/work/commitTags';
import { squashTags } from '../../../src/work/squashTags';
import { GitRepository } from '../../support/gitRepository';

const lines = (...all: string[]): string => `${all.join('\n')}\n`;

const GITHUB = lines(
  'Offer one-tap signup (#12)',
  '',
  '* Add the form',
  '',
  'Fewer steps.',
  '',
  'OKR: signups.kr1',
  '',
  '* Measure it',
  '',
  'Closes #7',
  'OKR: signups.kr2',
  '* no subject, but a line of that paragraph',
  '',
  '* Fix a typo',
);

const CO_AUTHORS = lines('', '---------', '', 'Co-authored-by: Bo <bo@example.com>');

const GITLAB = lines(
  'Offer one-tap signup',
  '',
  '* Add the form',
  '',
  'OKR: signups.kr1',
  'Changelog: added',
  '',
  '* Measure it',
  '',
  'OKR: signups.kr2',
  '',
  '* Fix a typo',
);

describe('squashTags', () => {
  const found = (message: string, key = 'OKR'): string[] => squashTags(message, key);

  it("finds what GitHub's list of messages holds, with and without its co-authors", () => {
    assert.deepEqual(found(GITHUB), ['signups.kr1', 'signups.kr2']);
    assert.deepEqual(found(GITHUB + CO_AUTHORS), ['signups.kr1', 'signups.kr2']);
    assert.deepEqual(found((GITHUB + CO_AUTHORS).replaceAll('\n', '\r\n')), ['signups.kr1', 'signups.kr2']);
  });

  it('finds the trailers that co-authors were put below, as GitHub does with a single message', () => {
    const message = lines('Add the form (#12)', '', 'Fewer steps.', '', 'OKR: signups.kr1');
    assert.deepEqual(found(message + CO_AUTHORS), ['signups.kr1']);
    assert.deepEqual(found(`${message}\nCo-authored-by: Bo <bo@example.com>\n`), ['signups.kr1']);
  });

  it("finds what GitLab's list of messages holds, with and without its reference", () => {
    assert.deepEqual(found(GITLAB), ['signups.kr1', 'signups.kr2']);
    assert.deepEqual(found(lines(GITLAB, 'See merge request web/shop!12')), ['signups.kr1', 'signups.kr2']);
    const one = lines('Add the form', '', 'OKR: signups.kr1', '', 'See merge request web/shop!12');
    assert.deepEqual(found(one), ['signups.kr1']);
    const approved = lines(one, 'Approved-by: Bo <bo@example.com>');
    assert.deepEqual(found(approved), ['signups.kr1']);
  });

  it('takes the description in front of the list for a message of its own', () => {
    const described = GITHUB.replace('* Add the form', 'Why.\n\nOKR: signups.kr0\n\n* Add the form');
    assert.deepEqual(found(described), ['signups.kr0', 'signups.kr1', 'signups.kr2']);
  });

  it('finds each once, by any key, and what is folded below its key', () => {
    const message = GITHUB.replace('OKR: signups.kr2', 'okr : SIGNUPS.kr1').replace(
      '* Fix a typo',
      '* Fix a typo\n\nOKR:\n  signups.kr3',
    );
    assert.deepEqual(found(message), ['signups.kr1', 'signups.kr3']);
    assert.deepEqual(found(GITHUB.replaceAll('OKR', 'Key-Result'), 'key-result'), [
      'signups.kr1',
      'signups.kr2',
    ]);
    assert.deepEqual(found(GITHUB, 'Key-Result'), []);
  });

  it('looks into a squash that was squashed again', () => {
    const inner = GITHUB.split('\n').map((line) => (line === '' ? '' : `    ${line}`));
    const message = lines(
      'Merge the feature',
      '',
      'Squashed commit of the following:',
      '',
      `commit ${'a'.repeat(64)}`,
      'Author: Ada <ada@example.com>',
      'Date:   Tue Nov 24 12:00:00 2026 +0000',
      '',
      ...inner,
    );
    assert.deepEqual(found(message), ['signups.kr1', 'signups.kr2']);
  });

  for (const [what, message] of Object.entries({
    'prose in the body of an ordinary commit': lines(
      'Add the form',
      '',
      'OKR: foo',
      'is what we discussed.',
      '',
      'More.',
    ),
    'a paragraph of an ordinary commit that only looks like a trailer': lines(
      'Add the form',
      '',
      'OKR: foo',
      '',
      'More.',
    ),
    'prose in a squashed message': lines(
      'Add it (#12)',
      '',
      '* One',
      '',
      'OKR: foo is what we discussed',
      '',
      '* Two',
    ),
    'a paragraph inside a squashed message': lines(
      'Add it (#12)',
      '',
      '* One',
      '',
      'OKR: foo',
      '',
      'More.',
      '',
      '* Two',
    ),
    'an id that breaks the grammar': lines(
      'Add it (#12)',
      '',
      '* One',
      '',
      'OKR: -foo',
      '',
      `* Two`,
      '',
      `OKR: ${'x'.repeat(65)}`,
      '',
      '* Three',
      '',
      'OKR: größe',
      '',
      '* Four',
    ),
    'a key of which the key is longer': lines('Add it (#12)', '', '* One', '', 'OK: yes', '', '* Two'),
    'a list that is no list of commits': lines(
      'Add the form',
      '',
      '* one',
      '* two',
      '',
      'OKR: foo',
      '',
      '* three',
    ),
    'a quotation of how squashes look': lines(
      'Explain squashes',
      '',
      'Squashed commit of the following:',
      '',
      '    OKR: foo',
      '',
      'That is how.',
    ),
    'a sign-off below it, which hid it from git before the squash too': lines(
      'Add it (#12)',
      '',
      'OKR: foo',
      '',
      'Signed-off-by: Ada <ada@example.com>',
    ),
    'a revert of a squash': lines('Revert "Add it (#12)"', '', 'OKR: foo', '', 'This reverts commit abc.'),
    nothing: '',
    'blank lines': '\n \n',
  })) {
    it(`finds nothing in ${what}`, () => assert.deepEqual(found(message), []));
  }
});

describe('commitTags', () => {
  it('puts trailers first, then the note, then what was squashed, each key result once', () => {
    const message = `${GITHUB}\nOKR: Signups.KR2\n`;
    assert.deepEqual(
      commitTags(message, 'OKR: signups.kr1\n\nokr : latency.kr1\nOKR: is prose here\nRefs: x\n', 'OKR'),
      [
        { id: 'Signups.KR2', from: 'trailer' },
        { id: 'signups.kr1', from: 'note' },
        { id: 'latency.kr1', from: 'note' },
      ],
    );
    assert.deepEqual(commitTags(GITHUB, '', 'OKR'), [
      { id: 'signups.kr1', from: 'squash' },
      { id: 'signups.kr2', from: 'squash' },
    ]);
    assert.deepEqual(commitTags('Work\n', '', 'OKR'), []);
  });
});

describe('git merge --squash', () => {
  for (const format of ['sha1', 'sha256']) {
    it(`leaves tags that are found, with ${format}`, () => {
      const repository = new GitRepository(`--object-format=${format}`);
      try {
        repository.commit('Start');
        repository.git('switch', '--quiet', '--create', 'topic');
        const made = (name: string, message: string): void => {
          repository.write(name, `${name}\n`);
          repository.git('add', name);
          repository.commit(message);
        };
        made('one', 'Add the form\n\nOKR: in.prose\n\nFewer steps.\n\nOKR: signups.kr1\n');
        made('two', 'Measure it\n\nCloses #7\nOKR: signups.kr2\nokr: signups.kr3\n');
        made('three', 'Merge the parts\n\nOKR: foo is what we discussed\nand more\n');
        repository.git('switch', '--quiet', 'main');
        repository.git('merge', '--quiet', '--squash', 'topic');
        // As somebody does who leaves the message as it is offered, with a sign-off.
        repository.git('-c', 'core.editor=true', 'commit', '--quiet', '--signoff');
        const message = repository.git('log', '-1', '--format=%B');
        assert.match(message, /^Squashed commit of the following:/);
        assert.equal(repository.git('log', '-1', '--format=%(trailers:key=OKR,valueonly)'), '');
        assert.deepEqual(squashTags(message, 'OKR'), ['signups.kr2', 'signups.kr3', 'signups.kr1']);
        const renamed = `Offer one-tap signup\n\n${message}`;
        assert.deepEqual(squashTags(renamed, 'OKR'), ['signups.kr2', 'signups.kr3', 'signups.kr1']);
      } finally {
        repository.dispose();
      }
    });
  }
});
