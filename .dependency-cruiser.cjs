// The house rules: who may know whom. `npm test` checks them, over what is imported by what is imported.

const WINGS = '^src/(okr|metrics|work)/';
const WINGS_AND_HALL = '^src/(okr|metrics|work|outcome)/';
const FACES = '^src/(editor|cli|webview)/';
const PORTS = '^src/io/ports\\.ts$';
const HTTP = '^src/io/http\\.ts$';
const GIT = '^src/io/git\\.ts$';
const ENTRY_POINTS = '^src/(extension|engine)\\.ts$';
const VSCODE = '^vscode$';
const AXIOS = '(^|/)node_modules/axios/|^axios($|/)';
const CHILD_PROCESS = '^(node:)?child_process$';
const NODE_BUILT_INS = builtIns();

/** Node's modules by either name. */
function builtIns() {
  const names = require('node:module').builtinModules.map((name) => name.replaceAll('/', '\\/'));
  return `^(node:)?(${names.join('|')})$`;
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Modules that need each other are one module, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'wings-are-apart',
      comment: 'A wing knows itself and the shapes of the outside world.',
      severity: 'error',
      from: { path: WINGS },
      to: { path: '^src/', pathNot: ['^src/$1/', PORTS] },
    },
    {
      name: 'hall-knows-the-wings',
      comment: 'The hall knows itself, the wings and the shapes of the outside world.',
      severity: 'error',
      from: { path: '^src/outcome/' },
      to: { path: '^src/', pathNot: [WINGS_AND_HALL, PORTS] },
    },
    {
      name: 'ports-are-types',
      comment: 'Wings and hall import the shapes of the outside world as types only.',
      severity: 'error',
      from: { path: WINGS_AND_HALL },
      to: { path: PORTS, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-of-node',
      comment: 'Wings and hall run anywhere: nothing that they reach is a module of Node.',
      severity: 'error',
      from: { path: WINGS_AND_HALL },
      to: { path: NODE_BUILT_INS, reachable: true },
    },
    {
      name: 'pure-of-vscode',
      comment: 'Wings and hall, io, terminal and webview never reach the editor.',
      severity: 'error',
      from: { path: '^src/(okr|metrics|work|outcome|io|cli|webview)/|^src/engine\\.ts$' },
      to: { path: VSCODE, reachable: true },
    },
    {
      name: 'pure-of-network',
      comment: 'Wings, hall and webview never reach the network code.',
      severity: 'error',
      from: { path: '^src/(okr|metrics|work|outcome|webview)/' },
      to: { path: [AXIOS, HTTP], reachable: true },
    },
    {
      name: 'pure-of-doors',
      comment: 'Of io, wings, hall and webview reach nothing but its shapes.',
      severity: 'error',
      from: { path: '^src/(okr|metrics|work|outcome|webview)/' },
      to: { path: '^src/io/', pathNot: PORTS, reachable: true },
    },
    {
      name: 'io-knows-no-faces',
      comment: 'io knows itself and types of the wings.',
      severity: 'error',
      from: { path: '^src/io/' },
      to: { path: '^src/', pathNot: ['^src/io/', WINGS] },
    },
    {
      name: 'io-takes-types',
      comment: 'What io takes from the wings is types.',
      severity: 'error',
      from: { path: '^src/io/' },
      to: { path: WINGS, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'one-axios',
      comment: 'One file imports axios.',
      severity: 'error',
      from: { path: '^src/', pathNot: HTTP },
      to: { path: AXIOS },
    },
    {
      name: 'one-child-process',
      comment: 'One file starts processes.',
      severity: 'error',
      from: { path: '^src/', pathNot: GIT },
      to: { path: CHILD_PROCESS },
    },
    {
      name: 'vscode-in-the-editor',
      comment: "Only the editor's face and the front door import vscode.",
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/editor/', '^src/extension\\.ts$'] },
      to: { path: VSCODE },
    },
    {
      name: 'faces-are-leaves',
      comment: 'Nothing imports a face but itself and the front door.',
      severity: 'error',
      from: { path: '^src/', pathNot: [FACES, '^src/extension\\.ts$'] },
      to: { path: FACES },
    },
    {
      name: 'faces-are-apart',
      comment: 'The faces do not know each other.',
      severity: 'error',
      from: { path: FACES },
      to: { path: FACES, pathNot: '^src/$1/' },
    },
    {
      name: 'webview-knows-the-view',
      comment: 'The webview knows the view model and the messages, nothing else.',
      severity: 'error',
      from: { path: '^src/webview/' },
      to: { path: '^src/', pathNot: ['^src/webview/', '^src/outcome/(((ledger|keyResultPage)/)?(view|messages)\\.ts$|view/)'] },
    },
    {
      name: 'an-idle-window-holds-no-commands',
      comment: 'What is done whenever a branch is read loads nothing that only commands and panels need.',
      severity: 'error',
      from: { path: '^src/editor/(session|syncHook|faces|ledgers|openOutcome)\\.ts$' },
      to: { path: '^src/onCommand\\.ts$' },
    },
    {
      name: 'webview-is-a-browser',
      comment: 'Nothing that the webview reaches is a module of Node.',
      severity: 'error',
      from: { path: '^src/webview/' },
      to: { path: NODE_BUILT_INS, reachable: true },
    },
    {
      name: 'front-doors-are-ends',
      comment: 'Nothing but a face or the front door imports the engine, and nothing imports the front door.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(editor|cli)/', '^src/extension\\.ts$'] },
      to: { path: ENTRY_POINTS },
    },
    {
      name: 'engine-is-lazy',
      comment: 'The engine is loaded on first use; until then faces know its types only.',
      severity: 'error',
      from: { path: '^src/(editor|cli)/|^src/extension\\.ts$' },
      to: { path: '^src/engine\\.ts$', dependencyTypesNot: ['type-only', 'dynamic-import', 'type-import'] },
    },
    {
      name: 'editor-is-lazy',
      comment: 'What activation does not need is in bundles of its own, loaded on first use.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        path: '^src/editor/(parts|commandTable)\\.ts$',
        dependencyTypesNot: ['type-only', 'dynamic-import', 'type-import'],
      },
    },
    {
      name: 'network-is-lazy',
      comment: 'The network code is loaded with the first request.',
      severity: 'error',
      from: { path: '^src/', pathNot: HTTP },
      to: { path: HTTP, dependencyTypesNot: ['type-only', 'dynamic-import', 'type-import'] },
    },
    {
      name: 'source-knows-no-tests',
      comment: 'What ships does not know how it is tested.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere hides everything behind it.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: VSCODE },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    detectJSDocImports: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
