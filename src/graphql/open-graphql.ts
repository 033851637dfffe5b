import { setTimeout as sleep } from 'node:timers/promises';
import {
  ApolloServer,
  type ApolloServerOptions,
  type ApolloServerPlugin,
  type HTTPGraphQLResponse,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { HeirloomError } from '../base/errors.ts';
import type { Hub } from '../hub/context/hub.ts';
import type { Viewer } from '../hub/context/viewer.ts';
import { apolloRequest, type AskedRequest } from './asked-request.ts';
import { closedSchemaRule } from './closed-schema.ts';
import { codedError } from './coded-error.ts';
import { databaseFault } from '../store/database-fault.ts';
import { KnownQueries } from './execution/known-queries.ts';
import { answerHot } from './execution/hot-request.ts';
import { documentHashes, textHashes } from './execution/document-hashes.ts';
import { TRACE_HEADER, wantsTrace } from './execution/wants-trace.ts';
import { openExecution, type Execution, type Question } from './execution/open-execution.ts';
import { limits, limitsRule } from './limits.ts';
import { plainSdl } from './plain-sdl.ts';
import { requestContext, type RequestContext } from './request-context.ts';
import { servedSchema } from './schema.ts';
import { subgraphSdl, subgraphsOf } from './sdl.ts';
import { statusPlugin } from './status-plugin.ts';
import { Subscriptions } from './subscriptions/subscriptions.ts';
import { report, toldResult } from './subscriptions/told-result.ts';
import { askedDocument } from './trusted/asked-document.ts';
import { refusedAnswer } from './trusted/refused-answer.ts';
import { TrustedDocuments } from './trusted/trusted-documents.ts';

export interface OpenGraphql extends AsyncDisposable {
  /** `signal` aborts when the asker is gone: what waits for something then waits no longer. */
  execute(
    request: AskedRequest,
    viewer: Viewer,
    requestId: string,
    signal: AbortSignal,
  ): Promise<HTTPGraphQLResponse>;
  readonly subscriptions: Subscriptions;
  /** What this process says of itself to routers. */
  readonly sdl: string;
  /** What may be asked, as clients' tools read it. */
  readonly plainSdl: string;
  readonly isIntrospectable: boolean;
  /** What strangers may ask; null where that is everything. */
  readonly trusted: TrustedDocuments | null;
  /** Answers what a router in this process planned, which was validated against the supergraph. */
  answerPart(part: Part, viewer: Viewer, requestId: string, signal: AbortSignal): Promise<object>;
}

export interface GraphqlOptions {
  /** The areas of the graph to answer; all of them unless it is said. */
  readonly subgraphs?: readonly string[] | undefined;
  /** Whether the schema is told to those who ask; it is unless the hub keeps it to itself. */
  readonly isIntrospectable?: boolean | undefined;
  /** Lists of the documents that strangers may ask: files, or `own`; all documents unless one is named. */
  readonly trustedDocuments?: readonly string[] | undefined;
}

/** As long as the server waits for connections to end. */
const DRAIN_MS = 5_000;

type Part = Pick<Question, 'document' | 'operationName' | 'variables'>;

/** What is answered: a schema twice, for Apollo rewrites the one that it traces, and what to tell routers of it. */
export interface Graph {
  readonly schema: GraphQLSchema;
  readonly traced: GraphQLSchema;
  readonly sdl: string;
}

/** The hub’s own graph, or the areas of it that this process answers. */
export async function openGraphql(hub: Hub, options: GraphqlOptions = {}): Promise<OpenGraphql> {
  const names = subgraphsOf(options.subgraphs);
  const [schema, traced] = [await servedSchema(names), await servedSchema(names)];
  return openGraph(hub, { schema, traced, sdl: await subgraphSdl(names) }, options);
}

/** Apollo Server over a graph, without a network of its own: the http room calls `execute`. */
export async function openGraph(
  hub: Hub,
  { schema, traced, sdl }: Graph,
  { isIntrospectable = true, trustedDocuments = [] }: GraphqlOptions = {},
): Promise<OpenGraphql> {
  const trusted = await TrustedDocuments.open(trustedDocuments);
  const execution = openExecution(schema, traced);
  const server = new ApolloServer<RequestContext>({
    gateway: gatewayTo(traced, execution),
    // Our own rule also closes what federation asks for.
    introspection: true,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: { cache: new KnownQueries(trusted), ttl: null },
    parseOptions: { maxTokens: limits.tokensMax },
    validationRules: isIntrospectable ? [limitsRule] : [limitsRule, closedSchemaRule],
    formatError: codedError,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      // Its landing page would load scripts from a CDN; the http room has an editor of our own.
      ApolloServerPluginLandingPageDisabled(),
      statusPlugin(),
      reportingPlugin(),
    ],
    logger: silent,
  });
  await server.start();
  const subscriptions = new Subscriptions(hub, schema, trusted);
  const hashOf = documentHashes();
  const hashOfText = textHashes();
  const running = new Set<Promise<unknown>>();
  return {
    subscriptions,
    sdl,
    plainSdl: plainSdl(schema),
    isIntrospectable,
    async answerPart(part, viewer, requestId, signal) {
      const context = requestContext(hub, viewer, requestId, () => signal);
      const question = { ...part, queryHash: hashOf(part.document), context };
      const result = (await execution.answerCompiled(question)) ?? (await execution.answer(question));
      report(hub, requestId, result.errors ?? []);
      return toldResult(result);
    },
    trusted,
    async execute(request, viewer, requestId, signal) {
      try {
        trusted?.assertMayAsk(viewer, askedDocument(request));
      } catch (error) {
        return refusedAnswer(request, error);
      }
      const signalOf = () => AbortSignal.any([signal, subscriptions.stopped]);
      const context = () => requestContext(hub, viewer, requestId, signalOf);
      const answer = async () =>
        (await answerHot(execution, hashOfText, request, context)) ??
        server.executeHTTPGraphQLRequest({
          httpGraphQLRequest: apolloRequest(request),
          context: async () => context(),
        });
      const answering = answer();
      running.add(answering);
      return answering.finally(() => running.delete(answering));
    },
    async [Symbol.asyncDispose]() {
      subscriptions[Symbol.dispose]();
      // What was begun is answered before the database closes; no statement takes longer than this.
      await Promise.race([Promise.allSettled(running), sleep(DRAIN_MS, undefined, { ref: false })]);
      await server.stop();
    },
  };
}

// Apollo's one door for another executor: it parses, validates and reports, and asks us to execute.
function gatewayTo(
  schema: GraphQLSchema,
  execution: Execution,
): NonNullable<ApolloServerOptions<RequestContext>['gateway']> {
  return {
    async load() {
      return {
        executor: ({ document, queryHash, operationName, request, context }) =>
          execution.answer({
            document,
            queryHash,
            operationName,
            variables: request.variables,
            context: context as RequestContext,
            isTraced: wantsTrace(request.http?.headers.get(TRACE_HEADER)),
          }),
      };
    },
    onSchemaLoadOrUpdate(told) {
      told({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    async stop() {},
  };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function reportingPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      const reported = new Set<string>();
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) {
            if (error.extensions['code'] === 'BAD_USER_INPUT') continue;
            const cause = databaseFault(error.originalError) ?? error.originalError;
            if (!cause || (cause instanceof HeirloomError && cause.kind === 'refusal')) continue;
            const code = cause instanceof HeirloomError ? cause.code : 'HUB_BUG';
            contextValue.hub.events.requestFailed({ requestId: contextValue.requestId, code, error: cause });
            // A broken invariant is told as a bug, whatever the log calls it.
            reported.add(cause instanceof HeirloomError && cause.kind === 'fault' ? code : 'HUB_BUG');
          }
        },
        async willSendResponse({ response: { body }, contextValue: { requestId } }) {
          if (reported.size === 0 || body.kind !== 'single') return;
          const { singleResult } = body;
          singleResult.errors = (singleResult.errors ?? []).map((error) =>
            withId(error, reported, requestId),
          );
        },
      };
    },
  };
}

// The id stands in the log beside what went wrong; the asker can name it to the operator.
function withId(
  error: GraphQLFormattedError,
  reported: ReadonlySet<string>,
  requestId: string,
): GraphQLFormattedError {
  if (!reported.has(String(error.extensions?.['code']))) return error;
  return { ...error, extensions: { ...error.extensions, requestId } };
}
