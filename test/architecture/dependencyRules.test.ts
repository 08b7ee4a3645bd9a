import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ROOT } from '../steps/root';
import { tempFolder } from '../vscode/cleanup';

const CONFIG = join(ROOT, '.dependency-cruiser.cjs');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** A house in which every rule is broken, some of them only by what an import imports in turn. */
const BROKEN: Readonly<Record<string, string>> = {
  'src/okr/a.ts': "import { b } from './b';\nexport const a = b;",
  'src/okr/b.ts': "import { a } from './a';\nexport const b = a;",
  'src/okr/wing.ts': "import type { M } from '../metrics/m';\nexport type W = M;",
  'src/metrics/m.ts': "import { port } from '../io/ports';\nexport type M = typeof port;",
  'src/work/w.ts': "import { readFileSync } from 'node:fs';\nexport const w = readFileSync;",
  'src/outcome/hall.ts': "import { cli } from '../cli/main';\nexport const hall = cli;",
  'src/outcome/far.ts': "import { w } from '../work/w';\nexport const far = w;",
  'src/io/ports.ts': 'export const port = 1;',
  'src/io/http.ts':
    "import axios from 'axios';\nimport { w } from '../work/w';\nimport { face } from '../editor/face';\nexport const http = [axios, w, face];",
  'src/io/store.ts':
    "import { spawn } from 'child_process';\nimport axios from 'axios';\nexport const store = [spawn, axios];",
  'src/editor/face.ts': "import * as vscode from 'vscode';\nexport const face = vscode;",
  'src/editor/parts.ts': 'export const parts = 1;',
  'src/editor/syncHook.ts': "export const sync = () => import('../onCommand');",
  'src/onCommand.ts': 'export const command = 1;',
  'src/extension.ts': "import { parts } from './editor/parts';\nexport const door = parts;",
  'src/cli/main.ts': "import 'vscode';\nimport { view } from '../webview/view';\nexport const cli = view;",
  'src/cli/eager.ts': "import { engine } from '../engine';\nexport const eager = engine;",
  'src/webview/view.ts': "import { far } from '../outcome/far';\nexport const view = far;",
  'src/webview/net.ts': "import { http } from '../io/http';\nexport const net = http;",
  'src/engine.ts': "import { http } from './io/http';\nexport const engine = http;",
  'src/work/front.ts':
    "import { engine } from '../engine';\nimport { t } from '../../test/t';\nimport './gone';\nexport const front = [engine, t];",
  'test/t.ts': 'export const t = 1;',
};

interface CruiseOutput {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

function cruise(files: Readonly<Record<string, string>>): CruiseOutput['summary']['violations'] {
  const house = tempFolder('throughline-house');
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(house.path, path)), { recursive: true });
      writeFileSync(join(house.path, path), `${text}\n`);
    }
    copyFileSync(join(ROOT, 'tsconfig.json'), join(house.path, 'tsconfig.json'));
    const args = [CRUISER, 'src', '--config', CONFIG, '--output-type', 'json'];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: house.path, encoding: 'utf8' });
    assert.ok(stdout.startsWith('{'), stderr);
    return (JSON.parse(stdout) as CruiseOutput).summary.violations;
  } finally {
    house.dispose();
  }
}

describe('dependency rules', () => {
  it('each find what breaks them', () => {
    const { forbidden } = createRequire(__filename)(CONFIG) as { forbidden: readonly { name: string }[] };
    const broken = new Set(cruise(BROKEN).map(({ rule }) => rule.name));
    assert.deepEqual([...broken].sort(), forbidden.map(({ name }) => name).sort());
  });

  it('see through what is imported by what is imported', () => {
    const violations = cruise(BROKEN);
    const found = (name: string, from: string) =>
      violations.some((one) => one.rule.name === name && one.from === from);
    assert.ok(found('pure-of-node', 'src/outcome/far.ts'));
    assert.ok(found('webview-is-a-browser', 'src/webview/view.ts'));
    assert.ok(found('pure-of-vscode', 'src/engine.ts'));
  });

  it('let a lazy engine and types of the ports be', () => {
    const violations = cruise({
      'src/io/ports.ts': 'export interface Port { now(): number }',
      'src/work/w.ts':
        "import type { Port } from '../io/ports';\nexport const w = (port: Port) => port.now();",
      'src/engine.ts': "import { w } from './work/w';\nexport const engine = w;",
      'src/editor/face.ts':
        "import * as vscode from 'vscode';\nexport type Engine = typeof import('../engine');\nexport const face = [vscode, () => import('../engine')];",
      'src/extension.ts':
        "import { face } from './editor/face';\nexport const load = [face, () => import('./engine')];",
    });
    assert.deepEqual(violations, []);
  });
});
