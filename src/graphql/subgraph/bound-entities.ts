import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import { refusal } from '../../base/errors.ts';

/** A page of 100 with ten things each; a body could name six times that, and limits see no variables. */
const ENTITIES_MAX = 1000;

/** Holds off questions for more entities than a router would ask for in one page. */
export function boundEntities(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities'];
  if (!field) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, parameters: { representations: readonly unknown[] }, context, info) => {
    assertFew(parameters.representations.length);
    return resolve(source, parameters, context, info);
  };
}

function assertFew(received: number): void {
  if (received <= ENTITIES_MAX) return;
  throw refusal('GRAPHQL_ENTITIES_MANY', 'these are too many entities for one question', {
    expected: `at most ${ENTITIES_MAX} representations`,
    received: String(received),
    remedy: 'ask in several questions',
  });
}
