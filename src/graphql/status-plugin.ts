import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from './request-context.ts';

const NEW_MEDIA_TYPE = 'application/graphql-response+json';

/**
 * GraphQL over HTTP: who reads plain JSON gets 200 for every answer that is GraphQL's own, for such clients take another
 * status for the word of something in between; who asks for the media type of GraphQL gets 400 where nothing was run.
 */
export function statusPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ request }) {
      const isNew = request.http?.headers.get('accept')?.includes(NEW_MEDIA_TYPE) ?? false;
      return {
        async willSendResponse({ response: { http }, errors = [] }) {
          if (isNew || http.status !== 400) return;
          if (errors.every(({ extensions }) => OF_DOCUMENTS.has(String(extensions['code']))))
            http.status = 200;
        },
      };
    },
  };
}

/** What is wrong with a question itself; a request that is none stays a 400. */
const OF_DOCUMENTS = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);
