import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messagesInCode } from '../l10n/messages';
import { ROOT } from '../steps/root';
import { readJson } from './sources';

describe('wording', () => {
  const { messages, hidden } = messagesInCode();

  it('is written out where it is translated', () => {
    assert.deepEqual(hidden, []);
  });

  it('of the code is the wording of the bundle (npm run l10n writes it)', () => {
    const bundle = Object.keys(readJson('l10n/bundle.l10n.json') as object);
    assert.deepEqual(bundle.sort(), [...new Set(messages.map(({ text }) => text))].sort());
  });

  it('gets as many arguments as it has places for', () => {
    const wrong = messages.filter(({ text, given }) => given !== undefined && given !== placesIn(text));
    assert.deepEqual(wrong, []);
  });

  it('of the manifest is all in package.nls.json, and nothing else is', () => {
    const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8');
    const asked = [...manifest.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]);
    const given = Object.keys(readJson('package.nls.json') as object);
    assert.deepEqual([...new Set(asked)].sort(), given.sort());
  });
});

function placesIn(text: string): number {
  return new Set(text.match(/\{\d+\}/g) ?? []).size;
}
