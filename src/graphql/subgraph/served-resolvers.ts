import { Kind, type DocumentNode } from 'graphql';

export type ResolverMap = Record<string, Record<string, unknown>>;

/** Of all resolvers those whose type and field a document has, and the reference resolvers of its entities. */
export function servedResolvers(resolvers: ResolverMap, { definitions }: DocumentNode): ResolverMap {
  const fields = new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION
        ? [[node.name.value, new Set(node.fields?.map(({ name }) => name.value))] as const]
        : [],
    ),
  );
  const isServed = (type: string, field: string) => field.startsWith('__') || fields.get(type)?.has(field);
  return Object.fromEntries(
    Object.entries(resolvers)
      .filter(([type]) => fields.has(type))
      .map(([type, map]) => [
        type,
        Object.fromEntries(Object.entries(map).filter(([field]) => isServed(type, field))),
      ]),
  );
}
