import { getOperationAST, parse, type DocumentNode } from 'graphql';
import { refusal } from '../../base/errors.ts';
import { limits } from '../limits.ts';

/** Why there is no answer in one piece. */
export function streamExpected() {
  return refusal('GRAPHQL_STREAM_EXPECTED', 'a subscription is answered with a stream', {
    expected: 'Accept: text/event-stream, or a WebSocket',
    remedy: 'ask the query of the same thing, or open a stream',
  });
}

export function parsedQuestion(query: string): DocumentNode {
  return parse(query, { maxTokens: limits.tokensMax });
}

/** Refuses what a stream does not answer, before anything of it runs. */
export function assertSubscription(document: DocumentNode, operationName: string | null): void {
  if (getOperationAST(document, operationName)?.operation === 'subscription') return;
  throw refusal('GRAPHQL_SUBSCRIPTION_EXPECTED', 'only subscriptions are answered with a stream', {
    expected: 'one operation, a subscription',
    remedy: 'send queries and mutations as application/json to /graphql',
  });
}
