import type { ByteLimit } from './byte-limit.ts';
import type { SeedSource } from './seeding/seed-source.ts';

/** A hub's seeder, in its own process or in the hub's: it learns what an infohash is when a peer names it. */
export interface HubSeeder extends AsyncDisposable {
  readonly port: number;
  readonly connections: number;
  /** Stops giving a torrent and ends its connections. */
  unseed(infohash: string): Promise<void>;
  uploadedBytes(infohash: string): number;
}

export interface HubSeederOptions {
  readonly host: string;
  readonly port: number;
  readonly find: (infohash: string) => Promise<SeedSource | null>;
  readonly infohashes: () => Iterable<string>;
  readonly onDamage: (infohash: string, error: unknown) => void;
  /** Of everything that leaves the hub; undefined: none. */
  readonly limit?: ByteLimit;
  readonly ownerLimitBytesPerSecond?: number;
  readonly rssBytesMax?: number;
  /** Its process ended and is started again. */
  readonly onRestart?: () => void;
}
