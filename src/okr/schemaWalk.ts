import type * as z from 'zod/mini';

type Schema = z.core.$ZodType;

/** The help text of whatever the schema has at the path, if there is any. */
export function descriptionAt(
  schema: Schema,
  path: readonly PropertyKey[],
  texts: typeof z.globalRegistry,
): string | undefined {
  for (const found of schemasAt(schema, path)) {
    for (const layer of layersOf(found)) {
      const description = texts.get(layer)?.description;
      if (description !== undefined) return description;
    }
  }
  return undefined;
}

/** The keys that the schema knows in the map at the path. */
export function keysAt(schema: Schema, path: readonly PropertyKey[]): string[] {
  return schemasAt(schema, path)
    .flatMap(layersOf)
    .flatMap((layer) => Object.keys(shapeOf(layer) ?? {}));
}

/** More than one where the path leads through a union. */
function schemasAt(schema: Schema, path: readonly PropertyKey[]): Schema[] {
  return path.reduce<Schema[]>(
    (found, key) => found.flatMap(layersOf).flatMap((layer) => below(layer, key)),
    [schema],
  );
}

/** The schema and what it wraps, outermost first. */
function layersOf(schema: Schema): Schema[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'nullable':
      return [schema, ...layersOf(def.innerType)];
    case 'pipe':
      return [schema, ...layersOf(def.in)];
    case 'union':
      return [schema, ...def.options.flatMap(layersOf)];
    default:
      return [schema];
  }
}

function below(schema: Schema, key: PropertyKey): Schema[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'array') return [def.element];
  if (def.type === 'record') return [def.valueType];
  const shape = shapeOf(schema);
  const member = shape && Object.hasOwn(shape, key) ? shape[String(key)] : undefined;
  return member ? [member] : [];
}

function shapeOf(schema: Schema): z.core.$ZodShape | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'object' ? def.shape : undefined;
}
