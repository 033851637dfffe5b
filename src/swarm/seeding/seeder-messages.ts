import type { SeedSource } from './seed-source.ts';

/*
 * What a hub and its seeder's process say to each other. Questions carry a number that their answer repeats.
 */
export type ToSeeder =
  | { readonly open: SeederProcessOptions }
  | { readonly drop: string }
  | { readonly found: number; readonly source: SeedSource | null }
  | { readonly granted: number }
  | { readonly listed: number; readonly infohashes: readonly string[] };

export type FromSeeder =
  | { readonly listening: { readonly port: number; readonly peerId: string } }
  | { readonly failed: { readonly code: string; readonly message: string } }
  | { readonly find: string; readonly id: number }
  /** Bytes it would like to send, where the hub has a limit. */
  | { readonly lease: number }
  /** All infohashes: a peer in disguise names none. */
  | { readonly list: number }
  | { readonly damaged: string; readonly message: string }
  | { readonly uploaded: Readonly<Record<string, number>>; readonly connections: number };

export interface SeederProcessOptions {
  readonly host: string;
  readonly port: number;
  readonly isLimited: boolean;
  readonly ownerLimitBytesPerSecond?: number;
  readonly rssBytesMax: number;
}
