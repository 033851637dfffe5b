import { defaultFieldResolver, isObjectType, isUnionType, type GraphQLSchema } from 'graphql';
import { refusal } from '../../base/errors.ts';
import { keysOfType, type Key, type KeyValue } from './keys-of-type.ts';

/** A page of 100 with ten things each; a body could name six times that, and limits see no variables. */
const ENTITIES_MAX = 1000;

/** Holds off questions for what is no entity here, and for more entities than a router would ask for in one page. */
export function boundEntities(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities'];
  if (!field) return;
  const keys = keysByType(schema);
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, parameters: { representations: readonly unknown[] }, context, info) => {
    assertFew(parameters.representations.length);
    for (const representation of parameters.representations) assertEntity(representation, keys);
    return resolve(source, parameters, context, info);
  };
}

/** Of each entity what names it. */
function keysByType(schema: GraphQLSchema): ReadonlyMap<string, readonly Key[]> {
  const entity = schema.getType('_Entity');
  const types = isUnionType(entity) ? entity.getTypes().filter(isObjectType) : [];
  return new Map(types.map((type) => [type.name, keysOfType(type)]));
}

function assertFew(received: number): void {
  if (received <= ENTITIES_MAX) return;
  throw refusal('GRAPHQL_ENTITIES_MANY', 'these are too many entities for one question', {
    expected: `at most ${ENTITIES_MAX} representations`,
    received: String(received),
    remedy: 'ask in several questions',
  });
}

// A router sends what it planned; anybody may send anything.
function assertEntity(representation: unknown, keysOf: ReadonlyMap<string, readonly Key[]>): void {
  const name = valueAt(representation, ['__typename']);
  const keys = typeof name === 'string' ? keysOf.get(name) : undefined;
  if (!keys)
    throw refusal('GRAPHQL_ENTITY_UNKNOWN', 'that is no entity of this graph', {
      expected: `a __typename of ${[...keysOf.keys()].join(', ')}`,
      received: typeof name === 'string' ? name.slice(0, 100) : 'none',
    });
  const present = keys
    .filter((key) => key.every(({ path }) => valueAt(representation, path) !== undefined))
    .flat();
  // oxlint-disable-next-line valid-typeof
  if (present.length > 0 && present.every(({ path, type }) => typeof valueAt(representation, path) === type))
    return;
  throw refusal('GRAPHQL_ENTITY_KEYLESS', `that does not say which ${String(name)} is meant`, {
    expected: keys.map((key) => key.map(told).join(' with ')).join(', or '),
    received:
      present.length === 0
        ? 'no key'
        : present.map(({ path }) => `${path.join('.')}: ${typeof valueAt(representation, path)}`).join(', '),
  });
}

function told({ path, type }: KeyValue): string {
  return `${path.join('.')}, a ${type}`;
}

function valueAt(given: unknown, path: readonly string[]): unknown {
  let value = given;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}
