import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../steps/root';
import { readManifest } from './manifest';
import { found, sourceFiles } from './sources';

const PREFIX = 'throughline.';

describe('manifest and code', () => {
  const { contributes, main, bin } = readManifest();
  const files = sourceFiles();
  const commands = contributes.commands.map(({ command }) => command).sort();
  const views = Object.values(contributes.views).flatMap((inContainer) => inContainer.map(({ id }) => id));
  const menuItems = Object.values(contributes.menus).flat();

  it('name the same commands', () => {
    const table = files.filter(({ path }) => path === 'src/editor/commandTable.ts');
    assert.deepEqual([...found(table, /'(throughline\.\w+)': /g)].sort(), commands);
  });

  it('name the same views', () => {
    assert.deepEqual([...found(files, /VIEW_ID = '(throughline\.\w+)'/g)], views);
  });

  it('name the same settings', () => {
    const reader = files.filter(({ text }) => text.includes('getConfiguration('));
    const read = [...found(reader, /\.get<[^>]+>\('([\w.]+)'/g)].map((name) => PREFIX + name);
    assert.deepEqual(read.sort(), Object.keys(contributes.configuration.properties).sort());
  });

  it('name the same conditions', () => {
    const setter = files.filter(({ text }) => text.includes("'setContext'"));
    const set = [...found(setter, /\bset\('(\w+)'/g)].map((name) => PREFIX + name);
    const conditions = [
      ...contributes.commands.map(({ enablement = '' }) => enablement),
      ...menuItems.map(({ when = '' }) => when),
    ];
    const asked = conditions.flatMap((condition) => condition.match(/throughline\.\w+/g) ?? []);
    const keys = new Set(asked.filter((name) => !views.includes(name)));
    assert.deepEqual(set.sort(), [...keys].sort());
  });

  it('put no command into a menu that is not contributed', () => {
    const unknown = menuItems.map(({ command }) => command).filter((command) => !commands.includes(command));
    assert.deepEqual(unknown, []);
  });

  it('say of every setting who may set it', () => {
    const open = Object.entries(contributes.configuration.properties).filter(
      ([, { scope }]) => scope === undefined,
    );
    assert.deepEqual(open, []);
  });

  it('point at files that the build makes', () => {
    const { yamlValidation, jsonValidation } = contributes;
    const urls = [...yamlValidation, ...jsonValidation].map(({ url }) => url);
    for (const path of [main, ...Object.values(bin), ...urls]) assert.ok(existsSync(join(ROOT, path)), path);
  });
});
