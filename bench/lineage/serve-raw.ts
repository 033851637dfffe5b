import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import type { Statement } from './statements.ts';

process.once('message', (message) => {
  const { databaseUrl, statements } = message as { databaseUrl: string; statements: readonly Statement[] };
  serve(databaseUrl, statements);
});

function serve(databaseUrl: string, statements: readonly Statement[]): void {
  const pool = new Pool({ connectionString: databaseUrl, max: 10 });
  const server = createServer((request, response) => {
    void send(pool, statements, request, response);
  });
  server.listen(0, '127.0.0.1', () =>
    process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
  );
}

async function send(
  pool: Pool,
  statements: readonly Statement[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { searchParams } = new URL(request.url ?? '/', 'http://raw');
  const body = JSON.stringify(await answer(pool, statements, searchParams));
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

async function answer(pool: Pool, statements: readonly Statement[], asked: URLSearchParams) {
  const rows: unknown[][] = [];
  let id: unknown = null;
  for (const [n, { text, values }] of statements.entries()) {
    const filled = values.map((value) => {
      if (value === 'REFERENCE') return asked.get('reference');
      if (value === 'ID') return id;
      return value === 'SIZE' ? Number(asked.get('first')) + 1 : value;
    });
    const result = await pool.query({ name: `raw-${n}`, text, values: filled });
    id ??= (result.rows[0] as { id: unknown }).id;
    rows.push(result.rows);
  }
  return rows;
}
