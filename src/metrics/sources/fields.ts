import * as z from 'zod/mini';
import { SOURCES, type SourceType } from './table';

/** A key of a source that somebody has to fill in. */
export interface SourceField {
  readonly key: string;
  readonly description: string;
  /** What a text typed for it means, or what is wrong with it. */
  read(text: string): { readonly value: string | number } | { readonly problem: string };
}

/** The keys that a type of source can't do without, but for its type and address. */
export function requiredFields(type: SourceType): readonly SourceField[] {
  return Object.entries(shapeOf(type)).flatMap(([key, schema]) =>
    key === 'type' || key === 'url' || schema instanceof z.ZodMiniOptional ? [] : [fieldOf(key, schema)],
  );
}

/** The address of a type of source; nothing for one that asks nobody. */
export function addressField(type: SourceType): SourceField | undefined {
  const { url } = shapeOf(type);
  return url && fieldOf('url', url);
}

/** One line about a type of source. */
export function describeType(type: SourceType): string {
  const { type: schema } = shapeOf(type);
  return descriptionOf(schema);
}

function shapeOf(type: SourceType): Readonly<Record<string, z.ZodMiniType>> {
  return SOURCES[type].schema().shape;
}

function fieldOf(key: string, schema: z.ZodMiniType): SourceField {
  return {
    key,
    description: descriptionOf(schema),
    read: (text) => {
      const typed = text.trim();
      for (const value of [Number(typed), typed]) {
        if (typed !== '' && z.safeParse(schema, value).success) return { value };
      }
      const [issue] = z.safeParse(schema, typed).error?.issues ?? [];
      return { problem: issue?.code === 'custom' ? issue.message : descriptionOf(schema) };
    },
  };
}

function descriptionOf(schema: z.ZodMiniType | undefined): string {
  return (schema && z.globalRegistry.get(schema)?.description) ?? '';
}
