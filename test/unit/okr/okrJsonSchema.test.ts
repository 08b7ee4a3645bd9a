import assert from 'node:assert/strict';
import { okrJsonSchema } from '../../../src/okr/okrJsonSchema';
import { anySource } from './readOkrs';

interface Json {
  readonly $schema?: string;
  readonly description?: string;
  readonly required?: readonly string[];
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Json>>;
  readonly items?: Json;
  readonly additionalProperties?: boolean | Json;
  readonly format?: string;
  readonly default?: unknown;
}

/** Every object of the schema that describes a map with known keys. */
function mapsIn(schema: unknown, path = '$'): { path: string; schema: Json }[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const here = 'properties' in schema && schema.properties ? [{ path, schema: schema as Json }] : [];
  return [...here, ...Object.entries(schema).flatMap(([key, value]) => mapsIn(value, `${path}.${key}`))];
}

describe('okrJsonSchema', () => {
  const schema: Json = JSON.parse(JSON.stringify(okrJsonSchema(anySource)));

  it('is a draft 7 schema that needs a version and a cycle', () => {
    assert.equal(schema.$schema, 'http://json-schema.org/draft-07/schema#');
    assert.deepEqual(schema.required, ['version', 'cycle']);
  });

  it('is closed everywhere but in sources, whose owner decides', () => {
    const open = mapsIn(schema).filter(
      ({ schema: map }) => Object(map.additionalProperties) === map.additionalProperties,
    );
    assert.deepEqual(
      open.map(({ path }) => path),
      ['$.properties.sources.additionalProperties'],
    );
    assert.ok(mapsIn(schema).length > 8);
  });

  it('has help for every key of its own', () => {
    const mute = mapsIn(schema)
      .filter(({ path }) => !path.startsWith('$.properties.sources.'))
      .flatMap(({ path, schema: map }) =>
        Object.entries(map.properties ?? {}).flatMap(([key, value]) =>
          value.description ? [] : [`${path}.${key}`],
        ),
      );
    assert.deepEqual(mute, []);
  });

  it('asks for what is written, not for what is read', () => {
    const keyResult = schema.properties?.objectives?.items?.properties?.keyResults?.items;
    assert.deepEqual(keyResult?.required, ['id', 'title']);
    assert.deepEqual(keyResult?.properties?.target?.type, ['string', 'number']);
    assert.equal(keyResult?.properties?.window?.properties?.start?.format, 'date');
    assert.equal(keyResult?.properties?.metric?.properties?.aggregate?.default, 'last');
  });
});
