import { GraphQLError, type ExecutionResult, type FormattedExecutionResult } from 'graphql';
import { HeirloomError } from '../../base/errors.ts';
import type { Hub } from '../../hub/context/hub.ts';
import { databaseFault } from '../../store/database-fault.ts';
import { codedError } from '../coded-error.ts';

/** A result as it goes over the wire: errors with their codes, bugs without their words. */
export function toldResult({ errors, ...rest }: ExecutionResult): FormattedExecutionResult {
  return errors ? { ...rest, errors: toldErrors(errors) } : rest;
}

export function toldErrors(errors: readonly GraphQLError[]) {
  return errors.map((error) => {
    const formatted = error.toJSON();
    const isCoded = formatted.extensions?.['code'] !== undefined || !error.originalError;
    return codedError(
      isCoded ? formatted : { ...formatted, extensions: { code: 'INTERNAL_SERVER_ERROR' } },
      error,
    );
  });
}

/** What was thrown instead of a result. */
export function failureOf(error: unknown): ExecutionResult & { readonly errors: readonly GraphQLError[] } {
  if (error instanceof GraphQLError) return { errors: [error] };
  const originalError = error instanceof Error ? error : new Error(String(error));
  return { errors: [new GraphQLError(originalError.message, { originalError })] };
}

/** What is not the asker's to mend goes to the log. */
export function report(hub: Hub, requestId: string, errors: readonly GraphQLError[]): void {
  for (const { originalError } of errors) {
    const cause = databaseFault(originalError) ?? originalError;
    if (!cause || (cause instanceof HeirloomError && cause.kind === 'refusal')) continue;
    const code = cause instanceof HeirloomError ? cause.code : 'HUB_BUG';
    hub.events.requestFailed({ requestId, code, error: cause });
  }
}
