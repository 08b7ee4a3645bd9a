import {
  Composer,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  Parser,
} from 'yaml';
import type { Findings, Span } from './findings';

/** A YAML node as plain data, with the place of everything in it. */
export interface YamlNode {
  /** Objects hold no key that has nothing behind it: to leave it empty is to leave it out. */
  readonly value: unknown;
  readonly span: Span;
  /** Of a map; keys with nothing behind them are here. */
  readonly entries?: ReadonlyMap<string, { readonly key: Span; readonly node: YamlNode }>;
  /** Of a list. */
  readonly items?: readonly YamlNode[];
}

export interface YamlTree {
  readonly root: YamlNode;
  /** Where the text is no valid YAML: `root` is what could be made of it. */
  readonly broken: boolean;
}

/** Far more than the file's shape needs; the composer of the library recurses and would exhaust the stack. */
const DEEPEST = 50;

/** Text can be made of nothing but errors, and each one costs. */
const ERRORS_AT_MOST = 100;

/** Nodes that aliases may add to what is written. */
const ALIASED_AT_MOST = 10_000;

/**
 * Reads YAML 1.2, of which JSON is a part, and reports what is wrong with it. Text that is nested too deeply gives
 * undefined, text without content a root with the value `null`.
 * @param lines is filled on the way
 */
export function readYamlTree(text: string, lines: LineCounter, findings: Findings): YamlTree | undefined {
  const tokens = readTokens(text, lines);
  const tooDeep = findTooDeep(tokens);
  if (tooDeep) {
    const span = { start: tooDeep.offset, end: tooDeep.offset + 1 };
    findings.error(span, `Nested deeper than ${DEEPEST} levels. An OKR file needs eight at most.`);
    return undefined;
  }
  // Keys are compared below: the library compares each with each, which takes minutes in a hostile file.
  const composer = new Composer({ uniqueKeys: false, stringKeys: true, resolveKnownTags: false });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (!document) return undefined;
  for (const { code, message, pos } of document.errors) {
    const cause = code === 'NON_STRING_KEY' ? 'A key must be text' : message;
    findings.error({ start: pos[0], end: pos[1] }, `Not valid YAML: ${cause}.`);
  }
  for (const { message, pos } of document.warnings)
    findings.warning({ start: pos[0], end: pos[1] }, `${message}.`);
  if (second) {
    const [start, end] = second.contents?.range ?? second.range;
    findings.error(
      { start, end },
      'A second YAML document starts here. Only the first is read; remove the `---`.',
    );
  }
  return {
    root: new TreeBuilder(findings).build(document.contents).node,
    broken: document.errors.length > 0,
  };
}

function readTokens(text: string, lines: LineCounter): CST.Token[] {
  const tokens: CST.Token[] = [];
  let errors = 0;
  for (const token of new Parser(lines.addNewLine).parse(text)) {
    tokens.push(token);
    if (token.type === 'error') errors += 1;
    if (errors > ERRORS_AT_MOST) break;
  }
  return tokens;
}

function findTooDeep(tokens: readonly CST.Token[]): CST.Token | undefined {
  const open = tokens.map((token) => ({ token: token.type === 'document' ? token.value : token, depth: 1 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (!token || !('items' in token)) continue;
    if (depth > DEEPEST) return token;
    for (const item of token.items) {
      if (item.key) open.push({ token: item.key, depth: depth + 1 });
      if (item.value) open.push({ token: item.value, depth: depth + 1 });
    }
  }
  return undefined;
}

/** `size` and `depth` are counted with aliases written out. */
interface Built {
  readonly node: YamlNode;
  readonly size: number;
  readonly depth: number;
}

class TreeBuilder {
  readonly #findings: Findings;
  readonly #anchors = new Map<string, Built>();
  #aliased = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  build(from: Node | null): Built {
    const [start, end] = from?.range ?? [0, 0];
    const span = { start, end };
    if (isAlias(from)) return this.#alias(from.source, span);
    const built = isMap<Node, Node | null>(from)
      ? this.#map(from.items, span)
      : isSeq<Node | null>(from)
        ? this.#list(from.items, span)
        : leaf(isScalar(from) ? plainScalar(from.value, from.source) : null, span);
    if (from?.anchor) this.#anchors.set(from.anchor, built);
    return built;
  }

  /** An alias shares what it stands for; what it costs written out is counted, so that no reader pays more. */
  #alias(name: string, span: Span): Built {
    const target = this.#anchors.get(name);
    if (!target) {
      this.#findings.error(span, `\`*${name}\` stands for nothing: no \`&${name}\` is complete before it.`);
      return leaf(null, span);
    }
    this.#aliased += target.size;
    if (this.#aliased > ALIASED_AT_MOST || target.depth > DEEPEST) {
      this.#findings.error(
        span,
        'The aliases of this file stand for too much. Write out what this one stands for.',
      );
      return leaf(null, span);
    }
    return target;
  }

  #list(items: readonly (Node | null)[], span: Span): Built {
    const built = items.map((item) => this.build(item));
    const nodes = built.map(({ node }) => node);
    return { node: { value: nodes.map(({ value }) => value), span, items: nodes }, ...extentOf(built) };
  }

  #map(pairs: readonly { readonly key: Node; readonly value: Node | null }[], span: Span): Built {
    const entries = new Map<string, { key: Span; node: YamlNode }>();
    const value: Record<string, unknown> = {};
    const members: Built[] = [];
    for (const { key, value: content } of pairs) {
      // Any other key was reported by the library.
      if (!isScalar(key) || typeof key.value !== 'string') continue;
      const name = key.value;
      const [start, end] = key.range ?? [span.start, span.start];
      if (name === '__proto__' || entries.has(name)) {
        const message =
          name === '__proto__' ? 'cannot be used as a key' : 'is written twice; the first one counts';
        this.#findings.error({ start, end }, `\`${name}\` ${message}. Remove this one.`);
        continue;
      }
      const built = this.build(content);
      const { node } = built;
      members.push(built);
      entries.set(name, { key: { start, end }, node });
      if (node.value !== null) value[name] = node.value;
    }
    return { node: { value, span, entries }, ...extentOf(members) };
  }
}

function leaf(value: unknown, span: Span): Built {
  return { node: { value, span }, size: 1, depth: 1 };
}

function extentOf(members: readonly Built[]): { size: number; depth: number } {
  return members.reduce(
    (sum, { size, depth }) => ({ size: sum.size + size, depth: Math.max(sum.depth, depth + 1) }),
    { size: 1, depth: 1 },
  );
}

/** `+500` is a number to YAML; here its sign means something, so it stays text. */
function plainScalar(value: unknown, source: string | undefined): unknown {
  return typeof value === 'number' && source?.startsWith('+') ? source : value;
}
