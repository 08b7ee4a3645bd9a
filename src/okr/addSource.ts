import { Document, isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { Result } from '../io/ports';

/** Text to put into a file at an offset, counted in UTF-16 units. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

const NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;

/**
 * Puts a source into the text of an OKR file and leaves every other byte as it is: comments, layout, line ends.
 * The entry is one line of flow YAML, whatever stands around it.
 * Errors: sentences that say what to do instead.
 */
export function addSource(
  text: string,
  name: string,
  entry: Readonly<Record<string, unknown>>,
): Result<Insertion, string> {
  if (!NAME.test(name))
    return refuse('The name must be letters, digits, dots, - and _, and begin with a letter or digit.');
  const document = parseDocument(text, { keepSourceTokens: true });
  if (document.errors.length > 0) return refuse('The OKR file is no valid YAML. Mend it first.');
  const root = document.contents;
  if (!isMap(root)) return refuse('The OKR file is empty. Create it first.');
  const sources = root.items.find(({ key }) => isScalar(key) && key.value === 'sources');
  if (isMap(sources?.value) && sources.value.has(name)) return refuse(`There is a source ${name} already.`);
  const insertion = placeFor(text, root, sources, `${name}: ${flow(entry)}`);
  if (insertion === undefined || !keepsAll(text, insertion, name, entry))
    return refuse(
      `It can't be put into this file safely. Add it by hand under sources: ${name}: ${flow(entry)}`,
    );
  return { ok: true, value: insertion };
}

/** The text with an insertion. */
export function inserted(text: string, { offset, text: added }: Insertion): string {
  return text.slice(0, offset) + added + text.slice(offset);
}

function placeFor(
  text: string,
  root: YAMLMap,
  sources: Pair | undefined,
  line: string,
): Insertion | undefined {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  if (sources === undefined) {
    if (root.flow) return intoFlow(text, root, `sources: { ${line} }`);
    const next =
      root.items.find(({ key }) => isScalar(key) && key.value === 'objectives') ?? root.items.at(-1);
    const offset = startOf(next);
    return offset === undefined ? undefined : { offset, text: `sources:${end}  ${line}${end}` };
  }
  const { value } = sources;
  if (!isMap(value)) {
    const keyEnd = isScalar(sources.key) ? sources.key.range?.[1] : undefined;
    if (keyEnd === undefined || (isScalar(value) && value.value !== null)) return undefined;
    return { offset: lineEnd(text, keyEnd), text: `${end}  ${line}` };
  }
  if (value.flow) return intoFlow(text, value, line);
  const first = startOf(value.items[0]);
  const last = value.items.at(-1)?.value;
  const lastEnd = hasRange(last) ? last.range[1] : undefined;
  if (first === undefined || lastEnd === undefined) return undefined;
  const indent = text.slice(text.lastIndexOf('\n', first - 1) + 1, first);
  if (!/^ *$/.test(indent)) return undefined;
  return { offset: lineEnd(text, beforeBreaks(text, lastEnd)), text: `${end}${indent}${line}` };
}

/** Before the closing brace, behind the last entry. */
function intoFlow(text: string, map: YAMLMap, entry: string): Insertion | undefined {
  const close = (map.range?.[1] ?? 0) - 1;
  if (text[close] !== '}') return undefined;
  const before = text.slice(0, close);
  const offset = before.trimEnd().length;
  const comma = map.items.length === 0 || /,\s*$/.test(before) ? '' : ',';
  return { offset, text: `${comma} ${entry}${offset === close ? ' ' : ''}` };
}

function startOf(pair: Pair | undefined): number | undefined {
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
}

function hasRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

/** A block ends behind its last line break. */
function beforeBreaks(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && /[\r\n]/.test(text.charAt(at - 1))) at -= 1;
  return at;
}

function lineEnd(text: string, from: number): number {
  const rest = text.slice(from);
  const at = rest.search(/\r?\n/);
  return at === -1 ? text.length : from + at;
}

function flow(entry: Readonly<Record<string, unknown>>): string {
  const document = new Document(entry);
  if (isMap(document.contents)) document.contents.flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: true }).trim();
}

/** What was there is there still, and the source beside it: read back, as a person would. */
function keepsAll(
  text: string,
  insertion: Insertion,
  name: string,
  entry: Readonly<Record<string, unknown>>,
): boolean {
  const document = parseDocument(inserted(text, insertion));
  if (document.errors.length > 0 || !isMap(document.contents)) return false;
  const after: unknown = document.toJS();
  const before: unknown = parseDocument(text).toJS();
  const { sources: newSources, ...rest } = asRecord(after);
  const { sources: oldSources, ...oldRest } = asRecord(before);
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  return same(rest, oldRest) && same(asRecord(newSources), { ...asRecord(oldSources), [name]: entry });
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function refuse(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
