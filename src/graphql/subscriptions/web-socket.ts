import { GraphQLError, GraphQLSchema, parse, type ExecutionResult } from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';
import type { SubscriptionSource, Watched } from './subscriptions.ts';
import { failureOf, toldErrors, toldResult } from './told-result.ts';

export const WEB_SOCKET_PROTOCOL = GRAPHQL_TRANSPORT_WS_PROTOCOL;

/** What graphql-ws needs of a socket; the http room has the real one. */
export interface MessageSocket {
  readonly protocol: string;
  send(text: string): Promise<void>;
  close(code?: number, reason?: string): void;
  onMessage(listener: (text: string) => Promise<void>): void;
}

export interface Caller<Who> {
  /** Who speaks, by the token of the first message, or of the upgrade where that has none. */
  viewerOf(authorization: unknown): Promise<Who>;
  /** Who shares its bounds; refuses who asks too much. */
  admit(viewer: Who): Promise<string>;
  readonly requestId: string;
}

interface Extra<Who> extends Caller<Who> {
  viewer: Who | null;
}

/** graphql-transport-ws for subscriptions alone; answers what to call when the socket is gone. */
export function openWebSockets<Who extends object>(subscriptions: SubscriptionSource<Who>) {
  const server = makeServer<{ authorization?: unknown }, Extra<Who>>({
    connectionInitWaitTimeout: 3_000,
    async onConnect({ connectionParams, extra }) {
      try {
        extra.viewer = await extra.viewerOf(connectionParams?.authorization);
      } catch {
        // 4403: the token is not valid here.
        return false;
      }
      return true;
    },
    onSubscribe: async ({ extra }, _, { query, operationName, variables }) => {
      const { viewer, requestId } = extra;
      if (!viewer) return [new GraphQLError('the connection has no viewer')];
      const wanted = { query, operationName: operationName ?? null, variables: variables ?? null };
      const admitted = await extra.admit(viewer).catch(failureOf);
      if (typeof admitted !== 'string') return admitted.errors;
      const subscriber = { viewer, requestId, caller: admitted };
      const opened = await subscriptions.open(wanted, subscriber);
      if ('errors' in opened) return opened.errors;
      // The library executes a document; this stream is one already.
      return { ...WATCHED, contextValue: opened };
    },
    subscribe: ({ contextValue }) => contextValue as Watched,
    onNext: (_ctx, _id, _payload, _asked, result) => toldResult(result as ExecutionResult),
    onError: (_ctx, _id, _payload, errors) => toldErrors(errors),
  });
  return (socket: MessageSocket, caller: Caller<Who>) => server.opened(socket, { ...caller, viewer: null });
}

const WATCHED = {
  schema: new GraphQLSchema({}),
  document: parse('subscription { watched }'),
};
