import { cacheExchange, Client, createRequest, fetchExchange, makeOperation, mapExchange } from 'urql';

/** The public API of the hub that served this page; no other place is ever asked. */
export const hubClient = new Client({
  url: new URL('/graphql', location.origin).href,
  exchanges: [cacheExchange, asWritten(), fetchExchange],
  requestPolicy: 'cache-and-network',
  preferGetMethod: false,
  fetchOptions: { credentials: 'omit' },
});

/** Sends what stands in a file; urql's cache would ask for the type of everything besides, which nothing here reads. */
function asWritten() {
  return mapExchange({
    onOperation: (operation) => {
      const { query } = createRequest(operation.query, operation.variables);
      return makeOperation(operation.kind, { ...operation, query });
    },
  });
}
