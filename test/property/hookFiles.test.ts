import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withoutBlocks } from '../../src/work/hook/block';
import { addToJson, removeFromJson } from '../../src/work/hook/jsonHook';
import { addToHook, removeFromHook } from '../../src/work/hook/shellHook';
import { addToLefthook, addToPreCommit } from '../../src/work/hook/yamlHook';

const LINES = [
  'echo a',
  '',
  '# note',
  'exit 0',
  'exec x',
  '  indented',
  'set -e',
  'x=1 \\',
  '# <<< other',
  'cd sub',
];
const text = fc
  .tuple(fc.array(fc.constantFrom(...LINES), { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, eol, ended]) => lines.join(eol) + (ended ? eol : ''));
const lines = () => ['# ours', 'true'];

describe('a file that the hook is added to', () => {
  it('is as it was after the removal: a hook', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '#!/bin/sh\n', '#!/usr/bin/env -S bash -e\r\n'),
        text,
        (shebang, rest) => {
          const before = shebang + rest;
          const added = addToHook(before, lines);
          assert.ok('text' in added);
          assert.notEqual(added.text, before);
          assert.deepEqual(addToHook(added.text, lines), added);
          assert.deepEqual(removeFromHook(added.text), { text: before });
        },
      ),
    );
  });

  it('is as it was after the removal: YAML', () => {
    const key = fc.constantFrom('pre-commit', 'commit-msg', 'prepare-commit-msg', 'colors');
    const body = fc.constantFrom(
      ['  commands:', '    a:', '      run: b'],
      ['  jobs:', '  - run: |', '      x', '', '    name: c'],
      ['  parallel: true # note', '  scripts:', '    "s.sh": { runner: bash }'],
      ['  # only a note', '  piped: true'],
    );
    const file = fc
      .tuple(
        fc.uniqueArray(fc.tuple(key, body), { minLength: 1, maxLength: 4, selector: ([name]) => name }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
      )
      .map(
        ([parts, eol, ended]) =>
          parts.flatMap(([name, inside]) => [`${name}:`, ...inside]).join(eol) + (ended ? eol : ''),
      );
    fc.assert(
      fc.property(file, (before) => {
        const once =
          addToLefthook(before, 'prepare-commit-msg', 'run "{1}"') ?? assert.fail('it was refused');
        const added = addToLefthook(once, 'commit-msg', 'run') ?? assert.fail('it was refused');
        assert.deepEqual(withoutBlocks(added)?.text, before);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom('', '  ', '    '), fc.constantFrom('\n', '\r\n'), (indent, eol) => {
        const before = [
          '# top',
          'repos:',
          `${indent}- repo: x`,
          `${indent}  hooks: []`,
          'fail_fast: true',
        ].join(eol);
        const added = addToPreCommit(before, ['- repo: local']) ?? assert.fail('it was refused');
        assert.deepEqual(withoutBlocks(added)?.text, before);
      }),
    );
  });

  it('is as it was after the removal: JSON', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.array(fc.string(), { maxLength: 2 }),
      fc.object({ maxDepth: 1 }),
    );
    const hooks = fc.dictionary(
      fc.constantFrom('pre-commit', 'commit-msg', 'x'),
      fc.constantFrom('a', 'a "b" | c', 'x || y', '$1'),
      { maxKeys: 3 },
    );
    const command = 'run "$@"; true';
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), value, { maxKeys: 3 }),
        hooks,
        fc.constantFrom('', '  ', '\t'),
        (around, hooks, indent) => {
          const before = JSON.stringify({ ...around, hooks, last: 1 }, null, indent);
          const once =
            addToJson(before, ['hooks'], 'prepare-commit-msg', command) ?? assert.fail('it was refused');
          const added = addToJson(once, ['hooks'], 'commit-msg', command) ?? assert.fail('it was refused');
          const grown = (JSON.parse(added) as { hooks: Record<string, string> }).hooks;
          assert.equal(grown['prepare-commit-msg'], command);
          assert.ok(
            grown['commit-msg']?.endsWith(
              hooks['commit-msg'] === undefined ? command : `${hooks['commit-msg']} && { ${command}; }`,
            ),
          );
          assert.equal(addToJson(added, ['hooks'], 'commit-msg', command), added);
          const less =
            removeFromJson(added, ['hooks'], 'commit-msg', command) ?? assert.fail('it was not found');
          assert.equal(removeFromJson(less, ['hooks'], 'prepare-commit-msg', command), before);
        },
      ),
    );
  });
});
