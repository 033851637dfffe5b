import { isObject } from '../../base/is-object.ts';
import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { AskedRequest } from '../asked-request.ts';
import type { RequestContext } from '../request-context.ts';
import type { Execution } from './open-execution.ts';
import { TRACE_HEADER, wantsTrace } from './wants-trace.ts';

/**
 * Answers what was parsed, validated and compiled before, and goes right: Apollo would look at it again for as long as
 * the database takes to answer. Anything unusual about a request, and every error, is left to Apollo: null.
 */
export async function answerHot(
  execution: Execution,
  hashOf: (text: string) => string,
  request: AskedRequest,
  context: () => RequestContext,
): Promise<HTTPGraphQLResponse | null> {
  const plain = plainQuestion(request);
  if (!plain) return null;
  const { query, operationName, variables } = plain;
  const queryHash = hashOf(query);
  const result = await execution.answerCompiled({ queryHash, operationName, variables, context: context() });
  if (!result) return null;
  const string = `${JSON.stringify({ data: result.data, extensions: result.extensions })}\n`;
  const headers = new HeaderMap([
    ['content-type', 'application/json; charset=utf-8'],
    ['content-length', String(Buffer.byteLength(string))],
  ]);
  return { headers, body: { kind: 'complete', string } };
}

const PLAIN = new Set(['query', 'operationName', 'variables']);

interface PlainQuestion {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

// JSON in and JSON out; a content type of JSON is also what keeps other sites' forms away.
function plainQuestion({ method, headers, search, body }: AskedRequest): PlainQuestion | null {
  const isJson = /^application\/json(;|$)/i.test(headers['content-type'] ?? '');
  const isAnyAnswer = ['*/*', 'application/json'].includes(headers.accept ?? '*/*');
  if (wantsTrace(headers[TRACE_HEADER])) return null;
  if (method !== 'POST' || search !== '' || !isJson || !isAnyAnswer || !isObject(body)) return null;
  const { query, operationName, variables } = body;
  if (typeof query !== 'string' || !Object.keys(body).every((key) => PLAIN.has(key))) return null;
  const isNamed = typeof operationName === 'string';
  const hasVariables = isObject(variables);
  if (!isNamed && (operationName ?? null) !== null) return null;
  if (!hasVariables && (variables ?? null) !== null) return null;
  return {
    query,
    operationName: isNamed ? operationName : undefined,
    variables: hasVariables ? variables : undefined,
  };
}
