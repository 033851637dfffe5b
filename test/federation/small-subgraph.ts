import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';

type Resolvers = Parameters<typeof buildSubgraphSchema>[0];
type Odd = (request: IncomingMessage, response: ServerResponse, body: string) => boolean;

/** Somebody's subgraph: what it says of itself, what it answers, and what came to it. */
export interface SmallSubgraph extends AsyncDisposable {
  readonly url: string;
  readonly heard: { readonly headers: IncomingMessage['headers']; readonly body: string }[];
  /** Answers questions of data another way from now on: true means that it did. */
  behave(odd: Odd | null): void;
  /** Says another SDL from now on. */
  become(sdl: string, resolvers: object): void;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])`;

export async function openSmallSubgraph(sdl: string, resolvers: object = {}): Promise<SmallSubgraph> {
  const make = (text: string, map: object) =>
    buildSubgraphSchema([{ typeDefs: parse(`${LINK}\n${text}`), resolvers: map }] as Resolvers);
  let schema = make(sdl, resolvers);
  let odd: Odd | null = null;
  const heard: SmallSubgraph['heard'] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      heard.push({ headers: request.headers, body });
      const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
      if (!query.includes('_service') && odd?.(request, response, body)) return;
      void answer(response, query, variables);
    });
  });
  const answer = async (response: ServerResponse, source: string, variableValues = {}) => {
    const result = await graphql({ schema, source, variableValues });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(result));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    behave: (next) => (odd = next),
    become: (text, map) => (schema = make(text, map)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
