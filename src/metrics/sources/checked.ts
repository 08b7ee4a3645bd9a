import * as z from 'zod/mini';

/**
 * A check that says itself what is wrong.
 * @param problem gives a predicate (`must …`), or nothing where the value is good
 */
export function checked<Value>(problem: (value: Value) => string | undefined) {
  return z.check<Value>((context) => {
    const message = problem(context.value);
    if (message !== undefined) context.issues.push({ code: 'custom', message, input: context.value });
  });
}

/** Adds the hover help that editors show for a key. */
export function described<Schema extends z.core.$ZodType>(schema: Schema, description: string): Schema {
  z.globalRegistry.add(schema, { description });
  return schema;
}
