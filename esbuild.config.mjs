// Builds everything that ships into dist/.
//   node esbuild.config.mjs            minified, no source maps: what is packaged
//   node esbuild.config.mjs --dev      readable, with source maps
//   node esbuild.config.mjs --watch    as --dev, again on every change

import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context, transform } from 'esbuild';
import subsetFont from 'subset-font';

const root = dirname(fileURLToPath(import.meta.url));
const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

/** What VS Code loads at start may weigh this much, minified. */
const EXTENSION_LIMIT = 100_000;

/** Modules that are bundles of their own, loaded by the others on first use. */
const lazyBundles = new Map([
  [resolve(root, 'src/editor/parts.ts'), './parts.js'],
  [resolve(root, 'src/editor/commandTable.ts'), './commandTable.js'],
  [resolve(root, 'src/engine.ts'), './engine.js'],
  [resolve(root, 'src/onCommand.ts'), './onCommand.js'],
  [resolve(root, 'src/outcome/okrDocument.ts'), './okrDocument.js'],
  [resolve(root, 'src/io/http.ts'), './http.js'],
  [resolve(root, 'src/editor/keyResultPanel.ts'), './keyResultPanel.js'],
  [resolve(root, 'src/editor/ledgerPanel.ts'), './ledgerPanel.js'],
  [resolve(root, 'src/editor/outcomeBlame.ts'), './blame.js'],
]);

/** Packages that must not slip in: they weigh much and serve nothing here. */
const unwanted = [
  /node_modules\/mime-db\//,
  /node_modules\/zod\/v4\/locales\/(?!en\.)/,
  /node_modules\/zod\/v3\//,
];

/** Makes `import('./engine')` load the bundle beside this one, while static imports still bundle. */
const lazy = {
  name: 'lazy-bundles',
  setup(builder) {
    builder.onResolve({ filter: /^\.{1,2}\// }, (args) => {
      if (args.kind !== 'dynamic-import') return undefined;
      const bundle = lazyBundles.get(resolve(args.resolveDir, `${args.path}.ts`));
      return bundle === undefined ? undefined : { path: bundle, external: true };
    });
  },
};

/** axios wants a FormData class to recognise forms by; Node's own does, without the package and its MIME tables. */
const nodeFormData = {
  name: 'node-form-data',
  setup(builder) {
    builder.onResolve({ filter: /^form-data$/ }, () => ({ path: 'form-data', namespace: 'node-global' }));
    builder.onLoad({ filter: /.*/, namespace: 'node-global' }, () => ({
      contents: 'export default FormData',
    }));
  },
};

const EDITOR_IMPORT = "import * as vscode from 'vscode';";

/**
 * Of a namespace esbuild makes a copy for each module that imports it, a getter for every name in it: some hundred
 * names in each of sixty modules took two megabytes. What is required is the editor's own object.
 */
const oneEditor = {
  name: 'one-editor',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes(EDITOR_IMPORT)) return undefined;
      return { contents: text.replace(EDITOR_IMPORT, "import vscode = require('vscode');"), loader: 'ts' };
    });
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: !dev,
  sourcemap: dev ? 'linked' : false,
  // The notices of every bundled package go into one file instead.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

const node = {
  ...common,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  external: ['vscode'],
  mainFields: ['module', 'main'],
  // As `require`: Node's own `import()` reads a CommonJS bundle a second time, to find its exports, and keeps that text.
  supported: { 'dynamic-import': false },
  plugins: [lazy, nodeFormData, oneEditor],
};

/** esbuild shares modules between bundles as ES modules only, which cost Node more to load: each is made CommonJS after that. */
const commonJs = {
  name: 'common-js',
  setup(builder) {
    builder.onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        const { code } = await transform(text, {
          format: 'cjs',
          platform: 'node',
          target: node.target,
          supported: node.supported,
          minify: !dev,
          sourcemap: dev ? 'inline' : false,
        });
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, code);
      }
    });
  },
};

const bundles = [
  { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js' },
  { ...node, entryPoints: ['src/editor/parts.ts'], outfile: 'dist/parts.js' },
  { ...node, entryPoints: ['src/editor/commandTable.ts'], outfile: 'dist/commandTable.js' },
  {
    ...node,
    entryPoints: ['engine', 'onCommand', 'outcome/okrDocument', 'okrThread'].map((name) => `src/${name}.ts`),
    entryNames: '[name]',
    outdir: 'dist',
    splitting: true,
    chunkNames: 'engine-[hash]',
    format: 'esm',
    write: false,
    sourcemap: dev ? 'inline' : false,
    plugins: [...node.plugins, commonJs],
  },
  { ...node, entryPoints: ['src/io/http.ts'], outfile: 'dist/http.js' },
  { ...node, entryPoints: ['src/editor/keyResultPanel.ts'], outfile: 'dist/keyResultPanel.js' },
  { ...node, entryPoints: ['src/editor/ledgerPanel.ts'], outfile: 'dist/ledgerPanel.js' },
  { ...node, entryPoints: ['src/editor/outcomeBlame.ts'], outfile: 'dist/blame.js' },
  {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...common,
    entryPoints: ['sidebar', 'preview', 'ledger', 'keyResult'].map((name) => `src/webview/${name}.ts`),
    outdir: 'dist/webview',
    // What the pages share is packaged once.
    splitting: true,
    chunkNames: 'shared-[hash]',
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
  },
];

const CODICONS = join(root, 'node_modules/@vscode/codicons/dist');
const ICON_RULE = /^\.codicon-([a-z0-9-]+):before \{ content: "\\([0-9a-f]+)" \}\n/gm;

/** All of them: while somebody works on the pages, any may be named next. */
async function copyIcons() {
  await mkdir(join(root, 'dist/webview'), { recursive: true });
  for (const name of ['codicon.css', 'codicon.ttf']) {
    await copyFile(join(CODICONS, name), join(root, 'dist/webview', name));
  }
}

/** The icons that some bundle holds the name of, in quotes. The others are most of the package. */
async function writeIcons(metafiles) {
  const outputs = metafiles.flatMap(({ outputs }) => Object.keys(outputs));
  const texts = await Promise.all(outputs.map((path) => readFile(join(root, path), 'utf8')));
  const named = new Set(texts.flatMap((text) => text.match(/(?<=["'`])[a-z0-9-]+(?=["'`])/g) ?? []));
  const css = await readFile(join(CODICONS, 'codicon.css'), 'utf8');
  const kept = [...css.matchAll(ICON_RULE)].filter(([, name]) => named.has(name));
  const characters = kept.map(([, , code]) => String.fromCodePoint(Number.parseInt(code, 16))).join('');
  const font = await subsetFont(await readFile(join(CODICONS, 'codicon.ttf')), characters, {
    targetFormat: 'truetype',
  });
  const rules = new Set(kept.map(([rule]) => rule));
  await mkdir(join(root, 'dist/webview'), { recursive: true });
  await writeFile(join(root, 'dist/webview/codicon.ttf'), font);
  await writeFile(
    join(root, 'dist/webview/codicon.css'),
    css.replace(ICON_RULE, (rule) => (rules.has(rule) ? rule : '')),
  );
}

/** The schema that editors check `okrs.yaml` with comes from the one that the extension parses it with. */
async function writeSchema() {
  const { outputFiles } = await build({
    ...common,
    metafile: false,
    sourcemap: false,
    entryPoints: ['src/outcome/okrSchemaText.ts'],
    platform: 'node',
    format: 'esm',
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  const { okrSchemaText } = await import(`data:text/javascript;base64,${code}`);
  await writeFile(join(root, 'dist/okrs.schema.json'), okrSchemaText());
}

/** The folders of the packages that went into a bundle. */
function packagesOf(metafile) {
  const inputs = Object.values(metafile.outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  return inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
}

async function writeNotices(metafiles) {
  const folders = new Set([...metafiles.flatMap(packagesOf), 'node_modules/@vscode/codicons']);
  const notices = [];
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    notices.push(`${name} ${version} (${license})\n\n${await licenseText(folder)}`);
  }
  await writeFile(
    join(root, 'dist/THIRD-PARTY-NOTICES.txt'),
    `${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`,
  );
}

async function licenseText(folder) {
  for (const name of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'LICENCE']) {
    const text = await readFile(join(root, folder, name), 'utf8').catch(() => undefined);
    if (text !== undefined) return text.trim();
  }
  return 'The package names its license and has no license file.';
}

/** Says what was built; throws where it is too heavy. */
async function weigh(metafiles) {
  const problems = [];
  for (const metafile of metafiles) {
    for (const [path, { bytes, inputs }] of Object.entries(metafile.outputs)) {
      console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${relative(root, resolve(root, path))}`);
      const heavy = Object.entries(inputs).filter(
        ([input, { bytesInOutput }]) => bytesInOutput > 0 && unwanted.some((pattern) => pattern.test(input)),
      );
      if (heavy.length > 0) problems.push(`${path} holds ${heavy[0][0]}`);
      // One such character, and the engine keeps two bytes in memory for each of the others. esbuild escapes them in
      // strings; in a regular expression that is ours to do.
      const text = await readFile(join(root, path), 'utf8');
      if (Buffer.byteLength(text) > text.length) problems.push(`${path} holds a character beyond ASCII`);
      if (/[\w$]\(require\("vscode"\)/.test(text)) problems.push(`${path} copies the editor's interface`);
      if (path === 'dist/extension.js' && bytes > EXTENSION_LIMIT) {
        problems.push(`${path} has ${bytes} bytes, more than ${EXTENSION_LIMIT}`);
      }
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

// Chunks of an earlier build would be packaged too.
await rm(join(root, 'dist/webview'), { recursive: true, force: true });
for (const name of await readdir(join(root, 'dist')).catch(() => [])) {
  if (name.startsWith('engine-')) await rm(join(root, 'dist', name));
}
if (watch) {
  await copyIcons();
  await writeSchema();
  for (const bundle of bundles) await (await context({ ...bundle, logLevel: 'info' })).watch();
} else {
  const results = await Promise.all(bundles.map((bundle) => build(bundle)));
  const metafiles = results.map((result) => result.metafile);
  await chmod(join(root, 'dist/cli.js'), 0o755);
  await writeIcons(metafiles);
  await writeSchema();
  await writeNotices(metafiles);
  if (!dev) await weigh(metafiles);
}
