import { GraphQLError } from 'graphql';
import { HeirloomError } from '../base/errors.ts';

/**
 * An error behind a router as its asker sees it: a subgraph's own keeps its code and facts and says whose it is; what
 * went wrong on the way has a code, and no addresses, questions or stacks.
 */
export function routedError(error: unknown): GraphQLError {
  if (!isGraphql(error)) return told(null, 'FEDERATION_BUG', 'something went wrong here');
  const { code, expected, received, remedy } = error.extensions;
  const name = subgraphOf(error);
  const who = name === null ? 'a subgraph' : `the subgraph ${name}`;
  if (code === 'GATEWAY_TIMEOUT') return told(error, 'FEDERATION_SUBGRAPH_SLOW', `${who} took too long`);
  if (isUnwelcome(error)) return told(error, 'FEDERATION_TOKEN_REFUSED', `${who} does not take this token`);
  if (isLost(error)) return told(error, 'FEDERATION_SUBGRAPH_DOWN', `${who} did not answer`);
  if (code === UNCODED) return told(error, 'FEDERATION_SUBGRAPH_FAILED', error.message);
  if (typeof code === 'string') return told(error, code, error.message, { expected, received, remedy });
  const cause = error.originalError;
  if (cause instanceof HeirloomError && cause.kind === 'refusal')
    return told(error, cause.code, cause.message, cause.facts);
  if (!error.path && isOfQuestion(cause)) return told(error, 'BAD_USER_INPUT', error.message);
  if (!error.path) return told(null, 'FEDERATION_BUG', 'something went wrong here');
  return told(error, 'FEDERATION_ANSWER_MALFORMED', `${who} answered something else than its schema says`);
}

/** An error of graphql, or one in the form that it has on the wire. */
type WireError = Pick<GraphQLError, 'message' | 'extensions'> &
  Partial<Pick<GraphQLError, 'path' | 'nodes' | 'originalError'>>;

function isGraphql(error: unknown): error is WireError {
  if (error instanceof GraphQLError) return true;
  const { message, extensions } = (error ?? {}) as Partial<WireError>;
  return typeof message === 'string' && typeof extensions === 'object' && extensions !== null;
}

/** What the engine calls an error that its subgraph gave no code. */
const UNCODED = 'DOWNSTREAM_SERVICE_ERROR';

// A value that a scalar refused is an error within an error; anything else inside one is ours.
function isOfQuestion(cause: Error | null | undefined): boolean {
  return !cause || (cause instanceof GraphQLError && isOfQuestion(cause.originalError));
}

// Only the transports attach what they sent: no answer came, or none that is GraphQL.
function isLost({ extensions }: WireError): boolean {
  return extensions['code'] === 'SUBREQUEST_HTTP_ERROR' || 'request' in extensions;
}

// A hub lets nobody in who shows a dead token, and says so by HTTP.
function isUnwelcome({ extensions: { response } }: WireError): boolean {
  return [401, 403].includes((response as { status?: number } | undefined)?.status ?? 0);
}

function subgraphOf({ extensions: { serviceName, subgraph = serviceName } }: WireError): string | null {
  return typeof subgraph === 'string' ? subgraph : null;
}

function told(error: WireError | null, code: string, message: string, facts: object = {}): GraphQLError {
  const subgraph = error && subgraphOf(error);
  const strings = Object.entries(facts).filter(([, fact]) => typeof fact === 'string');
  const extensions = { code, ...Object.fromEntries(strings), ...(subgraph !== null && { subgraph }) };
  const { path = null, nodes = null } = error ?? {};
  return new GraphQLError(message, { extensions, path, nodes });
}
