import { compile, type JSONValue, TreeInterpreter } from '@jmespath-community/jmespath';
import type { Result } from '../io/ports';
import { excerpt } from './excerpt';
import type { MetricError } from './metricError';

/*
 * JMESPath by the community specification, https://jmespath.site/main/. An expression comes from the OKR file and the
 * data from a server, so neither is trusted: what could make an answer grow without bound is left out.
 */

const LONGEST = 500;
const MOST_COPIES = 32;

/** All but those that can make text longer: join, pad_left, pad_right, replace, to_string. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  `abs avg ceil contains ends_with find_first find_last floor from_items group_by items keys length lower map max max_by
   merge min min_by not_null reverse sort sort_by split starts_with sum to_array to_number trim trim_left trim_right
   type upper values zip`.split(/\s+/),
);

type Expression = ReturnType<typeof compile>;

/** What is wrong with an expression, as a predicate (`must …`); nothing where it can be used. */
export function selectProblem(expression: string): string | undefined {
  const compiled = compileSafely(expression);
  return compiled.ok ? undefined : compiled.error;
}

/**
 * Evaluates a JMESPath expression on parsed JSON.
 * Errors: `config` where the expression can't be used at all, `schema` where it doesn't fit this data.
 */
export function select(expression: string, json: JSONValue): Result<unknown, MetricError> {
  const compiled = compileSafely(expression);
  if (!compiled.ok) {
    return {
      ok: false,
      error: { kind: 'config', detail: `The selection "${excerpt(expression, 60)}" ${compiled.error}.` },
    };
  }
  try {
    const found: unknown = TreeInterpreter.search(compiled.value, json);
    if (found !== null && found !== undefined) return { ok: true, value: found };
    return {
      ok: false,
      error: { kind: 'schema', at: '$', detail: `"${excerpt(expression, 60)}" found nothing` },
    };
  } catch (error) {
    return { ok: false, error: { kind: 'schema', at: '$', detail: messageOf(error) } };
  }
}

function compileSafely(expression: string): Result<Expression, string> {
  if (expression.length > LONGEST) return { ok: false, error: `must be at most ${LONGEST} characters long` };
  try {
    const compiled = compile(expression);
    const problem = refusal(compiled);
    return problem === undefined ? { ok: true, value: compiled } : { ok: false, error: problem };
  } catch (error) {
    return { ok: false, error: `must be JMESPath: ${messageOf(error)}` };
  }
}

function refusal(expression: Expression): string | undefined {
  // How many times the expression can repeat its input: `[@, @]` twice, and again in each further step.
  let copies = 1;
  for (const { type, name, children } of nodesOf(expression)) {
    // With these a part of the data could be repeated for each of its own elements.
    if (type === 'Root' || type === 'LetExpression' || type === 'Variable') return 'must not use $ or let';
    // The interpreter would find inherited properties, such as `constructor`.
    if (type === 'Field' && String(name) in Object.prototype) return `must not name ${String(name)}`;
    if (type === 'Function' && !FUNCTIONS.has(String(name)))
      return `must not call ${excerpt(String(name), 40)}`;
    if (type === 'MultiSelectList' || type === 'MultiSelectHash' || name === 'zip')
      copies *= Math.max(1, children.length);
    if (type === 'Function' && name === 'items') copies *= 2;
  }
  return copies > MOST_COPIES ? 'must be simpler: it repeats its input too often' : undefined;
}

interface Node {
  readonly type: string;
  readonly name?: unknown;
  readonly children: readonly unknown[];
}

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const one of value) yield* nodesOf(one);
  } else if (typeof value === 'object' && value !== null && 'type' in value) {
    const { type } = value;
    const children = 'children' in value && Array.isArray(value.children) ? value.children : [];
    yield { type: String(type), ...('name' in value ? { name: value.name } : {}), children };
    // A literal is data; it may have a `type` of its own.
    if (type !== 'Literal') for (const part of Object.values(value)) yield* nodesOf(part);
  }
}

function messageOf(error: unknown): string {
  return excerpt(error instanceof Error ? error.message : String(error), 120);
}
