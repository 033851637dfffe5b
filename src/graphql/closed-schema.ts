import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql';

/** What tells the schema: introspection, and the SDL that Apollo Federation asks for. */
const TELLING = new Set(['__schema', '__type', '_service']);

/** Refuses to tell the schema, on hubs that keep it to themselves. */
export function closedSchemaRule(context: ValidationContext): ASTVisitor {
  return {
    Field(field) {
      if (!TELLING.has(field.name.value)) return;
      const message = `this hub does not tell its schema: ${field.name.value} is not answered`;
      context.reportError(
        new GraphQLError(message, { nodes: field, extensions: { code: 'GRAPHQL_SCHEMA_CLOSED' } }),
      );
    },
  };
}
