import { parse } from 'graphql';
import { systemClock } from '../../../src/base/clock.ts';
import type { HubConfig } from '../../../src/config/hub-config.ts';
import { openGraph } from '../../../src/graphql/open-graphql.ts';
import { subgraphSchema } from '../../../src/graphql/schema.ts';
import { serveHub, type ServedHub } from '../../../src/http/serve-hub.ts';
import { openLog } from '../../../src/telemetry/log.ts';
import { products } from './resolvers.ts';

interface Place {
  readonly dataFolder: string;
  readonly port: number;
  /** Null for an embedded database. */
  readonly databaseUrl: string | null;
}

/** A hub that answers the products of Apollo's compatibility suite in place of its own graph; all else is a hub's. */
export function serveProducts(sdl: string, place: Place): Promise<ServedHub> {
  const flags = { isWebSeedOn: false, isMembersOnly: false, hasRunner: false, isSeederApart: false };
  const config: HubConfig = {
    ...place,
    ...flags,
    host: '127.0.0.1',
    torrentPort: 0,
    allowedHosts: [],
    leaseMs: 60_000,
  };
  const [schema, traced] = [subgraphSchema(parse(sdl), products), subgraphSchema(parse(sdl), products)];
  return serveHub(config, openLog('silent'), systemClock, (hub) => openGraph(hub, { schema, traced, sdl }));
}
