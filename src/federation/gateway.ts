import {
  createGatewayRuntime,
  type Ask,
  type GatewayConfig,
  type GatewayRuntime,
  type Plugin,
  type Transport,
} from '@graphql-hive/gateway-runtime';
import httpTransport from '@graphql-mesh/transport-http';
import webSocketTransport from '@graphql-mesh/transport-ws';
import { invariant } from '../base/errors.ts';
import { closedSchemaRule } from '../graphql/closed-schema.ts';
import { limits, limitsRule } from '../graphql/limits.ts';
import { routedError } from '../graphql/routed-error.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { nativePlanner } from './native-planner.ts';

export interface GatewayOptions {
  /** Which subgraphs get the asker's token: those of the router's own operator. */
  readonly trusted: readonly string[];
  /** How long a subgraph may take to answer a query. */
  readonly timeoutMs: number;
  /** Whether the schema is told to those who ask. */
  readonly isIntrospectable: boolean;
  /** Subgraphs of this very process, by name: they are asked without a network. */
  readonly local?: Readonly<Record<string, Ask>> | undefined;
}

/** Hive's gateway runtime with our bounds: it plans, asks the subgraphs and puts their answers together. */
export async function openGateway(supergraph: string, options: GatewayOptions): Promise<GatewayRuntime> {
  const { trusted, local = {} } = options;
  const planner = await nativePlanner();
  const config: GatewayConfig = {
    supergraph,
    ...(planner && { unifiedGraphHandler: planner }),
    transports: { http: httpTransport, ws: webSocketTransport, local: localTransport(local) },
    transportEntries: {
      '*.http': { options: byWebSocket() },
      ...trustedEntries(trusted),
      ...localEntries(local),
    },
    fetchAPI: { fetch: (url, init) => boundedFetch(url, init) },
    propagateHeaders: {
      fromClientToSubgraphs: ({ context, subgraphName }) =>
        headersFor(context.headers, trusted.includes(subgraphName)),
    },
    upstreamTimeout: ({ executionRequest }) => timeoutOf(executionRequest?.operationType, options),
    executionCancellation: true,
    upstreamCancellation: true,
    maskedErrors: { maskError: routedError },
    plugins: () => [boundsOf(options)],
    landingPage: false,
    graphiql: false,
    logging: false,
    graphqlEndpoint: '/graphql',
  };
  return withoutSignals(() => createGatewayRuntime(config));
}

/** A runner waits 20 s for a job. */
const MUTATION_MS_MIN = 30_000;

// A subscription may be silent for as long as it lasts.
function timeoutOf(operation: string | undefined, { timeoutMs }: GatewayOptions): number | undefined {
  if (operation === 'subscription') return undefined;
  return operation === 'mutation' ? Math.max(timeoutMs, MUTATION_MS_MIN) : timeoutMs;
}

/** What is passed on of a question: the trace to every subgraph, the token to those that are trusted with it. */
function headersFor(headers: Readonly<Record<string, string | undefined>>, isTrusted: boolean) {
  const names = isTrusted ? [...TRACE, 'authorization'] : TRACE;
  return Object.fromEntries(names.map((name) => [name, headers[name]]));
}

const TRACE = ['traceparent', 'tracestate', 'x-request-id'];

function localTransport(local: Readonly<Record<string, Ask>>): Transport {
  return {
    getSubgraphExecutor({ subgraphName }) {
      const ask = local[subgraphName];
      invariant(ask, `${subgraphName} is no subgraph of this process`);
      return ask;
    },
  };
}

function localEntries(local: Readonly<Record<string, Ask>>) {
  return Object.fromEntries(Object.keys(local).map((name) => [name, { kind: 'local' }]));
}

function byWebSocket(connectionParams: Readonly<Record<string, string>> = {}) {
  return { subscriptions: { kind: 'ws', options: { connectionParams } } };
}

function trustedEntries(trusted: readonly string[]) {
  const options = byWebSocket({ authorization: '{context.headers.authorization}' });
  return Object.fromEntries(trusted.map((name) => [name, { options }]));
}

/** What a hub refuses of a question, a router refuses before it plans. */
function boundsOf({ isIntrospectable }: GatewayOptions): Plugin {
  return {
    onParse({ setParseFn, parseFn }) {
      setParseFn((source, parseOptions) => parseFn(source, { ...parseOptions, maxTokens: limits.tokensMax }));
    },
    onValidate({ addValidationRule }) {
      addValidationRule(limitsRule);
      if (!isIntrospectable) addValidationRule(closedSchemaRule);
    },
  };
}

/** The runtime would end itself at the first signal; who opened it closes it, when its answers are given. */
function withoutSignals<Made>(make: () => Made): Made {
  const events = ['SIGINT', 'SIGTERM', 'exit'] as const;
  const before = new Map(events.map((event) => [event, new Set(process.listeners(event as 'SIGINT'))]));
  const made = make();
  for (const event of events)
    for (const listener of process.listeners(event as 'SIGINT'))
      if (!before.get(event)?.has(listener)) process.removeListener(event, listener);
  return made;
}
