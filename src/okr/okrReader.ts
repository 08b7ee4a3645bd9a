import type * as z from 'zod/mini';
import type { Findings, Span } from './findings';
import { issueText, unknownKeyText } from './issueText';
import type { YamlNode } from './yamlTree';

/** A node with what to call it in a message, and the key that it stands behind, if there is one. */
export interface Place {
  readonly node: YamlNode;
  readonly name: string;
  readonly key?: Span;
}

/**
 * Reads one part of the file by its schema. What is wrong is reported where it is, and the result is undefined;
 * keys that the schema does not know are reported and left out.
 * @param apart keys of the part that are read on their own, so that what is wrong in them does not hide the rest
 */
export function readPart<Read>(
  schema: z.ZodMiniType<Read>,
  place: Place,
  findings: Findings,
  apart: readonly string[] = [],
): Read | undefined {
  const value = without(place.node.value, [], new Set(apart));
  const strict = schema.safeParse(value);
  if (strict.success) return strict.data;
  let known = value;
  for (const issue of strict.error.issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    known = without(known, issue.path, new Set(issue.keys));
    for (const key of issue.keys) {
      findings.warning(keySpanAt(place, [...issue.path, key]), () => unknownKeyText(key, schema, issue.path));
    }
  }
  const lenient = known === value ? strict : schema.safeParse(known);
  if (lenient.success) return lenient.data;
  for (const issue of lenient.error.issues) {
    findings.error(
      spanAt(place, issue.path),
      issueText(issue, valueAt(value, issue.path), schema, place.name),
    );
  }
  return undefined;
}

/** The places of a list's entries; none where the key is missing or empty. What is no list is reported. */
export function entriesOf(parent: YamlNode, key: string, name: string, findings: Findings): Place[] {
  const entry = parent.entries?.get(key);
  if (!entry || entry.node.value === null) return [];
  if (!entry.node.items) {
    findings.error(spanAt({ node: parent, name }, [key]), `\`${key}\` must be a list, one \`- \` per entry.`);
    return [];
  }
  return entry.node.items.map((node) => ({ node, name }));
}

/** Where to point at for a path below a place: the value; where it is missing or large, its key or its map's. */
export function spanAt(place: Place, path: readonly PropertyKey[]): Span {
  const { node, key } = descend(place, path);
  const isShort = !node.entries && !node.items && node.span.end > node.span.start;
  const [first] = node.entries?.values() ?? [];
  return isShort ? node.span : (key ?? first?.key ?? node.span);
}

function keySpanAt(place: Place, path: readonly PropertyKey[]): Span {
  const { node, key } = descend(place, path);
  return key ?? node.span;
}

/** Goes as far along the path as the file has it. */
function descend(place: Place, path: readonly PropertyKey[]): Pick<Place, 'node' | 'key'> {
  let found: Pick<Place, 'node' | 'key'> = place;
  for (const step of path) {
    const { items, entries }: YamlNode = found.node;
    const item = typeof step === 'number' ? items?.[step] : undefined;
    const next: Pick<Place, 'node' | 'key'> | undefined = item ? { node: item } : entries?.get(String(step));
    if (!next) break;
    found = next;
  }
  return found;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined),
    value,
  );
}

function without(value: unknown, path: readonly PropertyKey[], keys: ReadonlySet<string>): unknown {
  if (!isObject(value) || keys.size === 0) return value;
  const [step, ...rest] = path;
  if (Array.isArray(value)) return value.map((item, at) => (at === step ? without(item, rest, keys) : item));
  if (step === undefined) return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.has(key)));
  return { ...value, [step]: without(value[step], rest, keys) };
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
