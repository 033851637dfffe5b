import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { AskedRequest } from '../asked-request.ts';
import { failureOf, toldResult } from '../subscriptions/told-result.ts';

const NEW_MEDIA_TYPE = 'application/graphql-response+json';

/** What was refused before Apollo saw it, as Apollo answers what it refuses: 400 for who reads GraphQL's own media type. */
export function refusedAnswer({ headers }: AskedRequest, error: unknown): HTTPGraphQLResponse {
  const isNew = headers.accept?.includes(NEW_MEDIA_TYPE) ?? false;
  const type = isNew ? NEW_MEDIA_TYPE : 'application/json';
  return {
    status: isNew ? 400 : 200,
    headers: new HeaderMap([['content-type', `${type}; charset=utf-8`]]),
    body: { kind: 'complete', string: `${JSON.stringify(toldResult(failureOf(error)))}\n` },
  };
}
