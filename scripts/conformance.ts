/**
 * Apollo's compatibility suite for subgraphs against a hub's machinery: `npm run conformance`. The suite is installed into a
 * folder of its own (about 490 packages from the npm registry, no install scripts) and goes with it; `-- --suite FOLDER`
 * takes one that is installed already. It needs the ports 4000 to 4003: the router, the suite's products served as a hub
 * serves its graph, and the suite's own users and inventory. A feature that fails is exit code 1.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request as ask } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { RATES } from '../src/config/outer-config.ts';
import { serveRouter } from '../src/http/serve-router.ts';
import { openLog } from '../src/telemetry/log.ts';
import { serveProducts } from '../test/federation/conformance/products.ts';

const SUITE = '@apollo/federation-subgraph-compatibility-tests';
const VERSION = '1.2.1';
const PRODUCTS = 'http://127.0.0.1:4001/graphql';

/** What of the suite is used: its features, its tests, and its table. */
interface Suite {
  readonly TESTS: readonly { readonly assertion: string }[];
  runJest(productsUrl: string): Promise<SuiteResults>;
  logResults(results: Readonly<Record<string, { readonly success: boolean }>>): void;
}

interface SuiteResults {
  readonly rawResults: { readonly numPassedTests: number; readonly numTotalTests: number };
  readonly assertions: readonly {
    readonly fullName: string;
    readonly status: string;
    readonly failureMessages: readonly string[];
  }[];
  assertionPassed(name: string): boolean;
}

const { values } = parseArgs({ options: { suite: { type: 'string' } } });
await using rooms = new AsyncDisposableStack();
const home = await mkdtemp(path.join(tmpdir(), 'heirloom-conformance-'));
rooms.defer(() => rm(home, { recursive: true, force: true, maxRetries: 3 }));
const folder = path.join(values.suite ?? (await installed(home)), 'node_modules', SUITE);
for (const name of ['users', 'inventory'])
  rooms.use(await started(path.join(folder, 'dist/subgraphs', name)));
const sdl = await readFile(path.join(folder, 'products.graphql'), 'utf8');
rooms.use(await serveProducts(sdl, { dataFolder: path.join(home, 'data'), port: 4001, databaseUrl: null }));
rooms.use(await routed());
process.exitCode = await tried(folder);

async function installed(at: string): Promise<string> {
  console.log(`installing ${SUITE} ${VERSION} into ${at}`);
  await writeFile(path.join(at, 'package.json'), JSON.stringify({ private: true }));
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', ...flags, `${SUITE}@${VERSION}`], {
    cwd: at,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the suite can’t be installed; is the npm registry reachable?');
  return at;
}

/** One of the suite's own subgraphs; it says when it is ready. */
async function started(cwd: string): Promise<AsyncDisposable> {
  const child = spawn(process.execPath, ['index.js'], { cwd, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const isReady = await Promise.race([once(child, 'message').then(() => true), ended.then(() => false)]);
  if (!isReady)
    throw new Error(`${path.basename(cwd)} ended with code ${child.exitCode}: is its port taken?`);
  return {
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}

/** Our router before the three, and a door that the suite knows: it asks `/` at port 4000. */
async function routed(): Promise<AsyncDisposable> {
  await using opened = new AsyncDisposableStack();
  const subgraphs = [
    { name: 'products', url: PRODUCTS },
    { name: 'users', url: 'http://127.0.0.1:4002/' },
    { name: 'inventory', url: 'http://127.0.0.1:4003/' },
  ];
  const place = { host: '127.0.0.1', port: 0, allowedHosts: [], trustedProxies: null };
  const bounds = { timeoutMs: 10_000, pollMs: 60_000, isIntrospectable: true, rates: RATES };
  const source = { kind: 'SUBGRAPHS', subgraphs } as const;
  const router = opened.use(
    await serveRouter({ ...place, ...bounds, source, trusted: [] }, openLog('silent')),
  );
  const door = createServer((request, response) => {
    const onward = { method: 'POST', headers: request.headers };
    const asked = ask(`${router.baseUrl}/graphql`, onward, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asked.on('error', () => response.destroy());
    request.pipe(asked);
  });
  opened.defer(() => void door.close(() => door.closeAllConnections()));
  await once(door.listen(4000, '127.0.0.1'), 'listening');
  return opened.move();
}

async function tried(at: string): Promise<number> {
  const load = createRequire(path.join(at, 'package.json'));
  const { TESTS, runJest } = load('./dist/testRunner.js') as Suite;
  const { logResults } = load('./dist/utils/logging.js') as Suite;
  const { assertions, assertionPassed, rawResults } = await runJest(PRODUCTS);
  const results = TESTS.map(({ assertion }) => [assertion, { success: assertionPassed(assertion) }] as const);
  logResults(Object.fromEntries(results));
  for (const { status, fullName, failureMessages } of assertions)
    if (status !== 'passed') console.log(`\n✘ ${fullName}\n${failureMessages.join('\n').slice(0, 2000)}`);
  const passed = results.filter(([, { success }]) => success).length;
  console.log(
    `\n${passed} of ${TESTS.length} features, ${rawResults.numPassedTests} of ${rawResults.numTotalTests} tests`,
  );
  return passed === TESTS.length && rawResults.numPassedTests === rawResults.numTotalTests ? 0 : 1;
}
