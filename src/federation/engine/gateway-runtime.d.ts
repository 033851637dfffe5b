import type { Question as OwnQuestion } from '../../graphql/execution/open-execution.ts';
import type { limitsRule } from '../../graphql/limits.ts';
import type { Result } from '../../graphql/subscriptions/subscriptions.ts';

type Document = OwnQuestion['document'];

/*
 * The engine's surface as far as we use it. Its own declarations would bring the browser's whole DOM into the sources of a
 * server; tsconfig.json puts this in their place.
 */
export interface Question {
  readonly document: Document;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly operationType?: 'query' | 'mutation' | 'subscription';
  readonly context?: {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly own?: object;
  };
  readonly signal?: AbortSignal;
}

export type Ask = (question: Question) => Promise<object>;

export interface Transport {
  getSubgraphExecutor(options: { readonly subgraphName: string }): Ask | Promise<Ask>;
}

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;
type Parse = (source: string, options?: object) => Document;

export interface Plugin {
  onParse?(hook: { readonly parseFn: Parse; setParseFn(parse: Parse): void }): void;
  onValidate?(hook: { addValidationRule(rule: typeof limitsRule): void }): void;
}

export interface GatewayConfig {
  readonly supergraph: string;
  readonly unifiedGraphHandler?: (options: object) => unknown;
  readonly transports: Readonly<Record<string, Transport>>;
  readonly transportEntries: Readonly<Record<string, { readonly kind?: string; readonly options?: object }>>;
  readonly fetchAPI: { readonly fetch: Fetch };
  readonly propagateHeaders: {
    fromClientToSubgraphs(asked: {
      readonly context: { readonly headers: Readonly<Record<string, string | undefined>> };
      readonly subgraphName: string;
    }): Readonly<Record<string, string | undefined>>;
  };
  readonly upstreamTimeout: (asked: { readonly executionRequest?: Question }) => number | undefined;
  readonly executionCancellation: boolean;
  readonly upstreamCancellation: boolean;
  readonly maskedErrors: { maskError(error: unknown): Error };
  plugins(): readonly Plugin[];
  readonly landingPage: boolean;
  readonly graphiql: boolean;
  readonly logging: boolean;
  readonly graphqlEndpoint: string;
}

export interface GatewayRuntime {
  getResultForParams(
    asked: { readonly params: object; readonly request: Request },
    context: object,
  ): Promise<Result | AsyncIterable<Result>>;
  getSchema(): Promise<unknown>;
  dispose(): Promise<void>;
}

export function createGatewayRuntime(config: GatewayConfig): GatewayRuntime;
