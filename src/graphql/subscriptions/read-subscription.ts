import { getOperationAST, parse, type DocumentNode } from 'graphql';
import { refusal } from '../../base/errors.ts';
import { limits } from '../limits.ts';

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
