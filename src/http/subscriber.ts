import { refusal } from '../base/errors.ts';
import type { Subscribe } from '../graphql/subscriptions/subscriptions.ts';

/** Lets a body in as a question, or refuses it with `HTTP_BODY_MALFORMED`. */
export function readSubscribe(body: unknown): Subscribe {
  const { query, operationName = null, variables = null } = (body ?? {}) as Record<string, unknown>;
  const isName = operationName === null || typeof operationName === 'string';
  const isRecord = typeof variables === 'object' && !Array.isArray(variables);
  if (typeof query === 'string' && isName && isRecord)
    return { query, operationName, variables: variables as Subscribe['variables'] };
  throw refusal('HTTP_BODY_MALFORMED', 'the request body is no question', {
    expected: '{"query": "subscription …", "variables": {…}}',
    received: typeof query === 'string' ? 'other fields' : 'no query',
  });
}
