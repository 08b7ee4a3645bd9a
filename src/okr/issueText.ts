import * as z from 'zod/mini';
import { nearest } from './nearest';
import { descriptionAt, keysAt } from './schemaWalk';
import { shorten } from './shorten';

/** The whole sentence for a key that the schema does not know in the map at the path. */
export function unknownKeyText(key: string, schema: z.core.$ZodType, path: readonly PropertyKey[]): string {
  const known = keysAt(schema, path);
  const meant = nearest(key, known);
  const advice = meant === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean \`${meant}\`?`;
  return `\`${shorten(key)}\` is not known here and is not read. ${advice}`;
}

/**
 * The whole sentence for an issue of the schema.
 * @param value what the file has at the path of the issue
 * @param whole what to call the value that the schema is for
 */
export function issueText(
  issue: z.core.$ZodIssue,
  value: unknown,
  schema: z.core.$ZodType,
  whole: string,
): string {
  const subject = subjectOf(issue.path, whole);
  if (value === undefined) {
    const help = descriptionAt(schema, issue.path, z.globalRegistry);
    return `${subject} is missing.${help === undefined ? '' : ` ${help}`}`;
  }
  return `${subject} ${predicateOf(issue, value)}.`;
}

function subjectOf(path: readonly PropertyKey[], whole: string): string {
  const last = path.at(-1);
  if (last === undefined) return whole;
  return typeof last === 'number' ? `Entry ${last + 1} of \`${String(path.at(-2))}\`` : `\`${String(last)}\``;
}

function predicateOf(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeText(issue.expected, value);
    case 'invalid_value':
      return `must be ${oneOf(issue.values)}`;
    case 'invalid_union':
      return 'options' in issue && issue.options ? `must be ${oneOf(issue.options)}` : issue.message;
    default:
      return issue.message;
  }
}

function typeText(expected: string, value: unknown): string {
  switch (expected) {
    case 'string':
      return typeof value === 'object' ? 'must be text' : 'must be text. Put it in quotes';
    case 'number':
      return 'must be a number';
    case 'boolean':
      return 'must be true or false';
    case 'array':
      return 'must be a list, one `- ` per entry';
    case 'object':
    case 'record':
      return 'must be a map of keys with their values';
    default:
      return `must be of the type ${expected}`;
  }
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;
}
