import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { invariant } from '../base/errors.ts';
import { systemClock, type Clock } from '../base/clock.ts';
import type { HubConfig } from '../config/hub-config.ts';
import { version } from '../config/version.ts';
import { joinSubgraphs, type OwnSubgraph } from '../federation/join-subgraphs.ts';
import { openGraphql, type OpenGraphql } from '../graphql/open-graphql.ts';
import { Background } from '../hub/background/background.ts';
import { openHub } from '../hub/context/open-hub.ts';
import type { Hub } from '../hub/context/hub.ts';
import { openHubSwarm } from '../hub/swarm/open-hub-swarm.ts';
import { WebhookSender } from '../hub/webhooks/webhook-sender.ts';
import { takeHubLock } from '../store/embedded/hub-lock.ts';
import { openEmbeddedPostgres } from '../store/embedded/open-embedded-postgres.ts';
import { JobFeed } from '../store/job-feed.ts';
import { openStore, type DatabaseAddress } from '../store/open-store.ts';
import { byteLimit } from '../swarm/byte-limit.ts';
import { eventsOn } from '../telemetry/events.ts';
import type { Log } from '../telemetry/log.ts';
import { Weights } from '../weights/weights.ts';
import { askersBehind } from '../swarm/asker.ts';
import { DoorKeeper } from './limits/door-keeper.ts';
import { PATIENCE, PATIENCE_WITH_PROXIES, type Patience } from './limits/patience.ts';
import { listen } from './listen.ts';
import { openHttp } from './open-http.ts';
import type { Own } from './routes/router-route.ts';
import { openUploadRoute } from './routes/upload-route.ts';

export interface ServedHub extends AsyncDisposable {
  readonly hub: Hub;
  readonly background: Background;
  readonly baseUrl: string;
  readonly torrentPort: number;
  /** For people: `PostgreSQL 18.4 embedded`. */
  readonly database: string;
  /** Settles when the embedded database ends: with its fault, or without one after a stop. */
  readonly databaseEnded: Promise<Error | undefined>;
}

/** Opens every room of a hub in order, and closes them in reverse. Its door serves any graph: other people's suites bring theirs. */
export async function serveHub(
  config: HubConfig,
  log: Log,
  clock: Clock = systemClock,
  openGraph: (hub: Hub) => Promise<OpenGraphql> = (hub) => openGraphql(hub, config),
): Promise<ServedHub> {
  await using rooms = new AsyncDisposableStack();
  const listener = rooms.use(await listen({ ...config, patience: patienceOf(config) }));
  // Others may pass through but not look around: a database user must reach its own folder below.
  await mkdir(config.dataFolder, { recursive: true, mode: 0o711 });
  const database = await openDatabase(config, log, rooms);
  const { store, version: serverVersion } = rooms.use(await openStore(database.address));
  const jobFeed = rooms.use(await JobFeed.open(database.address));
  const weights = rooms.use(await Weights.open(path.join(config.dataFolder, 'weights')));
  // Torrents name the address that others reach; what runs beside the hub takes the one that it listens at.
  const baseUrl = config.outerUrl ?? listener.baseUrl;
  const findAsker = askersBehind(config.trustedProxies ?? null);
  const events = eventsOn(log);
  const { dataFolder, isMembersOnly, isWebSeedOn, leaseMs, commitWindowMs, mayCallPrivate } = config;
  const { uploadLimitBytesPerSecond, quotaBytes } = config;
  const uploadLimit = byteLimit(uploadLimitBytesPerSecond ?? null);
  const swarm = rooms.use(
    await openHubSwarm({ ...config, store, weights, events, baseUrl, uploadLimit, findAsker }),
  );
  const parts = { store, jobFeed, weights, swarm, clock, events, version: version(), baseUrl };
  const hub = await openHub({
    dataFolder,
    isMembersOnly,
    isWebSeedOn,
    leaseMs,
    commitWindowMs,
    mayCallPrivate,
    quotaBytes,
    uploadLimit,
    ...parts,
  });
  const background = rooms.use(new Background(hub));
  const webhooks = rooms.use(new WebhookSender(hub));
  const graphql = rooms.use(await openGraph(hub));
  const ask: OwnSubgraph['ask'] = ({ document, operationName, variables, context }) => {
    const own = context?.own as Own | undefined;
    invariant(own, 'a router in this process says who asks');
    const { viewer, requestId, signal } = own;
    return graphql.answerPart({ document, operationName, variables }, viewer, requestId, signal);
  };
  const { isIntrospectable = true } = config;
  const own: OwnSubgraph = { sdl: graphql.sdl, isIntrospectable, ask };
  const joined = rooms.use(joinSubgraphs(own, config.joined ?? [], events));
  const uploads = await openUploadRoute(hub, path.join(config.dataFolder, 'uploads'));
  const door = rooms.use(new DoorKeeper({ hub, findAsker, rates: config.rates }));
  openHttp(listener, { ...config, hub, graphql, joined, uploads, door, tracker: swarm.tracker });
  background.wake();
  webhooks.wake();
  const opened = rooms.move();
  return {
    hub,
    background,
    baseUrl: listener.baseUrl,
    torrentPort: swarm.torrentPort,
    database: `PostgreSQL ${serverVersion} ${database.kind}`,
    databaseEnded: database.ended,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

function patienceOf({ trustedProxies = null }: HubConfig): Patience {
  return trustedProxies === null ? PATIENCE : PATIENCE_WITH_PROXIES;
}

async function openDatabase(
  { databaseUrl, dataFolder }: HubConfig,
  log: Log,
  rooms: AsyncDisposableStack,
): Promise<{ address: DatabaseAddress; kind: string; ended: Promise<Error | undefined> }> {
  if (databaseUrl !== null) {
    // Weights, uploads and secrets are one hub's, wherever its database is; the embedded one takes this lock itself.
    rooms.use(await takeHubLock(path.join(dataFolder, 'postgres.lock')));
    return { address: { url: databaseUrl }, kind: 'by DATABASE_URL', ended: new Promise(() => undefined) };
  }
  const postgres = rooms.use(
    await openEmbeddedPostgres({ dataFolder, log: (line) => log.info({ room: 'postgres' }, line) }),
  );
  return { address: postgres.connection, kind: 'embedded', ended: postgres.ended };
}
