import {
  getNamedType,
  isObjectType,
  Kind,
  parse,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';

/** What names an entity: one value, or several that do so together. */
export type Key = readonly KeyValue[];

export interface KeyValue {
  /** Its field, or the fields that lead to it. */
  readonly path: readonly string[];
  readonly type: 'string' | 'number';
}

/** The keys of an entity by its @key directives: `id`, `sku package`, `sku variation { id }`. */
export function keysOfType(type: GraphQLObjectType): readonly Key[] {
  const { astNode, extensionASTNodes } = type;
  const nodes = [...(astNode ? [astNode] : []), ...extensionASTNodes];
  const texts = nodes
    .flatMap(({ directives = [] }) => directives.filter(({ name }) => name.value === 'key'))
    .flatMap(({ arguments: parameters = [] }) => parameters.filter(({ name }) => name.value === 'fields'))
    .flatMap(({ value }) => (value.kind === Kind.STRING ? [value.value] : []));
  return [...new Set(texts)].map((text) => valuesIn(selectionOf(text), type, []));
}

function selectionOf(fields: string): SelectionSetNode | undefined {
  const [operation] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
}

function valuesIn(set: SelectionSetNode | undefined, type: GraphQLOutputType, above: readonly string[]): Key {
  return (set?.selections ?? []).flatMap((field) => {
    const named = getNamedType(type);
    if (field.kind !== Kind.FIELD || !isObjectType(named)) return [];
    const path = [...above, field.name.value];
    const below = named.getFields()[field.name.value]?.type;
    if (field.selectionSet && below) return valuesIn(field.selectionSet, below, path);
    return [{ path, type: NUMBERS.has(String(getNamedType(below))) ? 'number' : 'string' } as const];
  });
}

const NUMBERS = new Set(['Int', 'Float', 'BigInt']);
