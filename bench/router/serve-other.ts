// Somebody's subgraph, of which nothing is asked: it makes the hub beside it answer through its router.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const sdl = 'type Query { other: Int }';
process.once('message', () => {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: { _service: { sdl } } }));
  });
  server.listen(0, '127.0.0.1', () =>
    process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
  );
  process.once('SIGTERM', () => process.exit(0));
});
