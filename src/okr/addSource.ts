import { Document, isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { Result } from '../io/ports';

/** Text to put into a file at an offset, counted in UTF-16 units. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/**
 * Why a source can't be put into a text: its name is no name or taken, or the text is no YAML, holds no map,
 * or is written so that nothing can be added without changing the rest; `line` is what to add by hand.
 */
export type AddProblem =
  | { readonly kind: 'name' | 'taken' | 'invalid' | 'empty' }
  | { readonly kind: 'unsafe'; readonly line: string };

const NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;

/**
 * Puts a source into the text of an OKR file and leaves every other byte as it is: comments, layout, line ends.
 * The entry is one line of flow YAML, whatever stands around it.
 */
export function addSource(
  text: string,
  name: string,
  entry: Readonly<Record<string, unknown>>,
): Result<Insertion, AddProblem> {
  if (!NAME.test(name)) return refuse({ kind: 'name' });
  const document = parseDocument(text, { keepSourceTokens: true });
  if (document.errors.length > 0) return refuse({ kind: 'invalid' });
  const root = document.contents;
  if (!isMap(root)) return refuse({ kind: 'empty' });
  const sources = root.items.find(({ key }) => isScalar(key) && key.value === 'sources');
  if (isMap(sources?.value) && sources.value.has(name)) return refuse({ kind: 'taken' });
  const line = `${name}: ${flow(entry)}`;
  const insertion = placesFor(text, root, sources, line).find((one) => keepsAll(text, one, name, entry));
  return insertion === undefined ? refuse({ kind: 'unsafe', line }) : { ok: true, value: insertion };
}

/** The text with an insertion. */
export function inserted(text: string, { offset, text: added }: Insertion): string {
  return text.slice(0, offset) + added + text.slice(offset);
}

/** Where the line may go, the best place first. */
function placesFor(text: string, root: YAMLMap, sources: Pair | undefined, line: string): Insertion[] {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  if (sources === undefined) {
    if (root.flow) return intoFlow(text, root, `sources: { ${line} }`);
    const next =
      root.items.find(({ key }) => isScalar(key) && key.value === 'objectives') ?? root.items.at(-1);
    const start = startOf(next);
    if (start === undefined) return [];
    const added = `sources:${end}  ${line}${end}`;
    const { offset, apart } = aboveComments(text, start);
    return [
      { offset, text: apart ? added + end : added },
      { offset: start, text: added },
    ];
  }
  const { value } = sources;
  if (!isMap(value)) {
    const keyEnd = isScalar(sources.key) ? sources.key.range?.[1] : undefined;
    if (keyEnd === undefined || (isScalar(value) && value.value !== null)) return [];
    return [{ offset: lineEnd(text, keyEnd), text: `${end}  ${line}` }];
  }
  if (value.flow) return intoFlow(text, value, line);
  const first = startOf(value.items[0]);
  const last = value.items.at(-1)?.value;
  const lastEnd = hasRange(last) ? last.range[1] : undefined;
  if (first === undefined || lastEnd === undefined) return [];
  const indent = text.slice(text.lastIndexOf('\n', first - 1) + 1, first);
  if (!/^ *$/.test(indent)) return [];
  return [{ offset: lineEnd(text, beforeBreaks(text, lastEnd)), text: `${end}${indent}${line}` }];
}

/**
 * Before the comment that stands right above a key and speaks of it; one that begins the file speaks of the file.
 * `apart` where a blank line stands before it.
 */
function aboveComments(text: string, start: number): { readonly offset: number; readonly apart: boolean } {
  const above = text.slice(0, start);
  const comment = /(?<=\n)(?:[ \t]*#[^\n]*\n)+$/.exec(above);
  const offset = comment?.index ?? start;
  if (offset < start && !/^[^#\s]/m.test(text.slice(0, offset))) return { offset: start, apart: false };
  return { offset, apart: offset < start && /\n[ \t\r]*\n$/.test(text.slice(0, offset)) };
}

/** Before the closing brace, behind the last entry; where a comment is in the way, behind the opening one. */
function intoFlow(text: string, map: YAMLMap, entry: string): Insertion[] {
  const open = map.range?.[0] ?? 0;
  const close = (map.range?.[1] ?? 0) - 1;
  if (text[open] !== '{' || text[close] !== '}') return [];
  const before = text.slice(0, close);
  const offset = before.trimEnd().length;
  const comma = map.items.length === 0 || /,\s*$/.test(before) ? '' : ',';
  return [
    { offset, text: `${comma} ${entry}${offset === close ? ' ' : ''}` },
    { offset: open + 1, text: ` ${entry},` },
  ];
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
  const { [name]: fresh, ...kept } = asRecord(newSources);
  return same(rest, oldRest) && same(kept, asRecord(oldSources)) && same(fresh, entry);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function refuse(error: AddProblem): { readonly ok: false; readonly error: AddProblem } {
  return { ok: false, error };
}
