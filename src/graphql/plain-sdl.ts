import { GraphQLObjectType, GraphQLSchema, isSpecifiedDirective, printSchema } from 'graphql';

/** A schema as clients' tools read it: what may be asked, without what is for routers and for the hub itself. */
export function plainSdl(schema: GraphQLSchema): string {
  const { query, types, directives, ...rest } = schema.toConfig();
  return printSchema(
    new GraphQLSchema({
      ...rest,
      query: query ? withoutFields(query, FOR_ROUTERS) : null,
      types: types.filter(({ name }) => name !== query?.name && !isOfFederation(name)),
      directives: directives.filter(isSpecifiedDirective),
      extensionASTNodes: [],
      astNode: null,
    }),
  );
}

const FOR_ROUTERS = ['_entities', '_service'];

/** Its types begin with an underscore, or have two between its name and theirs. */
function isOfFederation(name: string): boolean {
  return name.startsWith('_') || name.includes('__');
}

function withoutFields(type: GraphQLObjectType, names: readonly string[]): GraphQLObjectType {
  const config = type.toConfig();
  const fields = Object.entries(config.fields).filter(([name]) => !names.includes(name));
  return new GraphQLObjectType({ ...config, fields: Object.fromEntries(fields) });
}
