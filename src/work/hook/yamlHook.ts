import { isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { withBlock } from './block';

/** One place for lines in a YAML file. */
interface Spot {
  readonly at: number;
  readonly indent: string;
}

/**
 * Adds a command to a hook of lefthook's configuration, as text between comment lines, so that every other byte stays.
 * @returns nothing where the file is written in a way that this can't be added to
 */
export function addToLefthook(text: string, hook: string, run: string): string | undefined {
  const root = rootOf(text);
  if (root === undefined) return undefined;
  const own = pairOf(root, hook);
  const command = [`throughline:`, `  run: '${run}'`];
  if (own === undefined) {
    const lines = [`${hook}:`, '  commands:', ...command.map((line) => `    ${line}`)];
    return withBlock(text, lines, { at: text.length }, eolOf(text));
  }
  if (!isMap(own.value)) return undefined;
  for (const [list, lines] of [
    ['commands', command],
    ['jobs', [`- name: throughline`, `  run: '${run}'`]],
  ] as const) {
    const listed = pairOf(own.value, list)?.value;
    if (listed === undefined) continue;
    const spot = firstOf(text, listed);
    return spot && withBlock(text, lines, spot, eolOf(text));
  }
  const spot = firstOf(text, own.value);
  const lines = ['commands:', ...command.map((line) => `  ${line}`)];
  return spot && withBlock(text, lines, spot, eolOf(text));
}

/** Adds a repository of hooks to pre-commit's configuration, in the same way. */
export function addToPreCommit(text: string, lines: readonly string[]): string | undefined {
  const repos = pairOf(rootOf(text), 'repos')?.value;
  const spot = isSeq(repos) ? firstOf(text, repos) : undefined;
  return spot && withBlock(text, lines, spot, eolOf(text));
}

/** Whether the file still says what it said, and more: nothing else may have been taken for a part of something new. */
export function onlyGrew(before: string, after: string): boolean {
  const [old, grown] = [parseDocument(before), parseDocument(after)];
  return grown.errors.length === 0 && holds(grown.toJS(), old.toJS());
}

function holds(all: unknown, part: unknown): boolean {
  if (Array.isArray(part))
    return (
      Array.isArray(all) && part.every((one, index) => holds(all[all.length - part.length + index], one))
    );
  if (typeof part === 'object' && part !== null) {
    if (typeof all !== 'object' || all === null) return false;
    const known = new Map(Object.entries(all));
    return Object.entries(part).every(([key, value]) => holds(known.get(key), value));
  }
  return all === part || part === null;
}

function rootOf(text: string): YAMLMap | undefined {
  const document = parseDocument(text);
  const { contents } = document;
  if (document.errors.length > 0 || /^\.\.\./m.test(text)) return undefined;
  return isMap(contents) && contents.flow !== true ? contents : undefined;
}

function pairOf(map: YAMLMap | undefined, key: string): Pair | undefined {
  return map?.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** Before the first entry of a map or list in block style: on a line of its own. */
function firstOf(text: string, node: unknown): Spot | undefined {
  if (!(isMap(node) || isSeq(node)) || node.flow === true || node.anchor !== undefined) return undefined;
  const start = node.range?.[0];
  if (start === undefined) return undefined;
  const at = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(at, start);
  return /^ *$/.test(indent) ? { at, indent } : undefined;
}

function eolOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}
