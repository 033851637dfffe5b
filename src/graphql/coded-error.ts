import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { HeirloomError } from '../base/errors.ts';
import { databaseFault } from '../store/database-fault.ts';

/** A refusal keeps its facts, a fault its code; a bug says only that it happened. */
export function codedError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const thrown = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const cause = databaseFault(thrown) ?? thrown;
  if (cause instanceof HeirloomError && cause.kind !== 'bug')
    return { ...formatted, message: cause.message, extensions: { code: cause.code, ...cause.facts } };
  if (isBadRequest(error)) return { ...formatted, extensions: { code: 'BAD_REQUEST' } };
  if (cause instanceof GraphQLError || formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR')
    return formatted;
  return { ...formatted, message: 'something went wrong on this hub', extensions: { code: 'HUB_BUG' } };
}

// Apollo gives its refusals of persisted queries a status and no code.
function isBadRequest(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.extensions['code'] !== undefined) return false;
  return (error.extensions['http'] as { status?: number } | undefined)?.status === 400;
}
