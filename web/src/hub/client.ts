import { cacheExchange, Client, fetchExchange } from 'urql';

/** The public API of the hub that served this page; no other place is ever asked. */
export const hubClient = new Client({
  url: new URL('/graphql', location.origin).href,
  exchanges: [cacheExchange, fetchExchange],
  requestPolicy: 'cache-and-network',
  preferGetMethod: false,
  fetchOptions: { credentials: 'omit' },
});
