import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HELP } from '../../src/cli/help';
import { ROOT } from '../steps/root';
import { readJson } from './sources';

interface Page {
  readonly name: string;
  readonly text: string;
}

const pages: readonly Page[] = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
].map((name) => ({ name, text: readFileSync(join(ROOT, name), 'utf8') }));

/** Code of a page: its fenced blocks, line by line, and what stands between backticks. */
function codeOf(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
  const inline = text.replace(/^```\w*\n[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g);
  return [...blocks.flatMap((block) => block.split('\n')), ...[...inline].map(([, code = '']) => code)];
}

/** Calls of the terminal program, without the comment behind them. */
function callsIn(text: string): readonly { readonly command: string; readonly options: readonly string[] }[] {
  return codeOf(text).flatMap((code) => {
    const [, command, rest = ''] =
      /(?:^|\s)(?:throughline|node \S*cli\.js) ([a-z]+)\b([^#]*)/.exec(code) ?? [];
    return command === undefined ? [] : [{ command, options: rest.match(/(?<=\s)--[a-z]+/g) ?? [] }];
  });
}

describe('the documentation', () => {
  for (const { name, text } of pages) {
    it(`calls only what the terminal program has (${name})`, () => {
      for (const { command, options } of callsIn(text)) {
        const help = Object.entries(HELP).find(([topic]) => topic === command)?.[1];
        assert.ok(help !== undefined, `there is no command ${command}`);
        for (const option of options) assert.ok(help.includes(option), `${command} has no ${option}`);
      }
    });

    it(`names only commands that the editor has (${name})`, () => {
      const titles = Object.values(readJson('package.nls.json') as Record<string, string>);
      const named = [...text.replace(/\n/g, ' ').matchAll(/\*Throughline: ([^*]+)\*/g)].map(
        ([, title]) => title,
      );
      assert.deepEqual(
        named.filter((title) => !titles.includes(title ?? '')),
        [],
      );
    });

    it(`links only to pages that are there (${name})`, () => {
      const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path = '']) =>
        join(name, '..', path),
      );
      const known = new Set(pages.map((page) => page.name));
      assert.deepEqual(
        links.filter((path) => path.endsWith('.md') && !known.has(path)),
        [],
      );
    });
  }

  it('explains every command of the terminal program', () => {
    const called = new Set(pages.flatMap(({ text }) => callsIn(text).map(({ command }) => command)));
    const topics = Object.keys(HELP).filter((topic) => topic !== 'throughline');
    assert.deepEqual(
      topics.filter((topic) => !called.has(topic)),
      [],
    );
  });
});
