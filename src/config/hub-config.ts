import path from 'node:path';
import { refusal } from '../base/errors.ts';
import type { Environment } from './env.ts';
import { namedUrl, type NamedUrl } from './named-url.ts';
import { onOff, outerConfig, type OuterConfig, type OuterFlags } from './outer-config.ts';

/** What a hub process needs to start; each room receives only its part. */
export interface HubConfig extends Partial<OuterConfig> {
  readonly dataFolder: string;
  readonly host: string;
  /** 0 means any free one. */
  readonly port: number;
  readonly torrentPort: number;
  readonly isWebSeedOn: boolean;
  /** Whether bytes and swarms are for contributors of this hub alone. */
  readonly isMembersOnly: boolean;
  /** Which areas of the graph this process answers; all of them unless it is said. */
  readonly subgraphs?: readonly string[] | undefined;
  /** Lists of the documents that strangers may ask: files, or `own`; empty where they may ask everything. */
  readonly trustedDocuments?: readonly string[] | undefined;
  /** Other people's subgraphs, to be asked together with this hub's. */
  readonly joined?: readonly NamedUrl[] | undefined;
  readonly databaseUrl: string | null;
  /** Whether webhooks may lie on this machine and in the networks it stands in. */
  readonly mayCallPrivate?: boolean | undefined;
  /** Host headers answered besides loopback and the bound address; the outer name among them. */
  readonly allowedHosts: readonly string[];
  readonly hasRunner: boolean;
  /** How long a finished evaluation waits for others to commit theirs; half a minute by default. */
  readonly commitWindowMs?: number | undefined;
  /** How long a runner has a job for without a heartbeat. */
  readonly leaseMs: number;
  /** Whether the seeder has a process of its own. */
  readonly isSeederApart: boolean;
  /** Of what seeder and web seed give together. */
  readonly uploadLimitBytesPerSecond?: number | undefined;
  /** Of what the seeder gives of one contributor's files. */
  readonly ownerLimitBytesPerSecond?: number | undefined;
  /** What one contributor may keep here; null: as much as there is room for. */
  readonly quotaBytes?: number | null | undefined;
}

/** Flags as the command line gives them; each wins over its environment variable. */
export interface HubFlags extends OuterFlags {
  readonly data?: string;
  readonly host?: string;
  readonly port?: string;
  readonly torrentPort?: string;
  readonly allowHost?: readonly string[];
  readonly runner?: boolean;
  readonly seeder?: string;
  readonly uploadLimit?: string;
  readonly contributorLimit?: string;
  readonly quota?: string;
  readonly membersOnly?: boolean;
  readonly leaseSeconds?: string;
  readonly subgraph?: readonly string[];
}

export function hubConfig(flags: HubFlags, env: Environment): HubConfig {
  const outer = outerConfig(flags, env);
  const outerName = outer.outerUrl === null ? [] : [new URL(outer.outerUrl).hostname];
  return {
    ...outer,
    dataFolder: path.resolve(flags.data ?? env.dataFolder ?? './heirloom-data'),
    host: flags.host ?? env.host ?? '127.0.0.1',
    port: portOf('--port', flags.port ?? env.port ?? '7420'),
    torrentPort: portOf('--torrent-port', flags.torrentPort ?? env.torrentPort ?? '7421'),
    isWebSeedOn: onOff('HEIRLOOM_WEB_SEED', env.webSeed ?? 'on'),
    isMembersOnly: flags.membersOnly ?? onOff('HEIRLOOM_MEMBERS_ONLY', env.membersOnly ?? 'off'),
    subgraphs: env.subgraphs?.split(',').map((name) => name.trim()),
    trustedDocuments: documentLists(env.trustedDocuments ?? 'off'),
    joined: (flags.subgraph ?? []).map(namedUrl),
    databaseUrl: env.databaseUrl ?? null,
    mayCallPrivate: onOff('HEIRLOOM_WEBHOOK_PRIVATE', env.webhookPrivate ?? 'off'),
    allowedHosts: [...(flags.allowHost ?? []), ...outerName],
    hasRunner: flags.runner ?? true,
    commitWindowMs: secondsOf('HEIRLOOM_COMMIT_WINDOW', env.commitWindow),
    leaseMs: leaseMsOf(flags.leaseSeconds ?? env.leaseSeconds ?? '60'),
    isSeederApart: seederPlace(flags.seeder ?? env.seeder ?? 'inside') === 'process',
    uploadLimitBytesPerSecond: speedOf('--upload-limit', flags.uploadLimit ?? env.uploadLimit),
    ownerLimitBytesPerSecond: speedOf('--contributor-limit', flags.contributorLimit ?? env.contributorLimit),
    quotaBytes: quotaOf(flags.quota ?? env.quota ?? QUOTA),
  };
}

export function portOf(name: string, text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw refusal('CONFIG_PORT_INVALID', `${name} is not a port`, {
    expected: 'a number from 0 (any free port) to 65535',
    received: text,
  });
}

function secondsOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text)) return Number(text) * 1000;
  throw refusal('CONFIG_SECONDS_INVALID', `${name} is no time`, {
    expected: 'whole seconds, 0 to 99999',
    received: text,
  });
}

// Less, and a runner that lost one packet lost its job; more, and a dead one keeps it for too long.
function leaseMsOf(text: string): number {
  const seconds = Number(text);
  if (/^\d{1,4}$/.test(text) && seconds >= 1 && seconds <= 3600) return seconds * 1000;
  throw refusal('CONFIG_LEASE_INVALID', '--lease-seconds is not a time', {
    expected: 'a number of seconds from 1 to 3600',
    received: text,
  });
}

function documentLists(text: string): readonly string[] {
  if (text === 'off') return [];
  const lists = text.split(',').map((list) => list.trim());
  if (!lists.includes('') && !lists.includes('off')) return lists;
  throw refusal('CONFIG_DOCUMENTS_INVALID', 'HEIRLOOM_TRUSTED_DOCUMENTS names no lists of documents', {
    expected: 'off, own, the path of a manifest, or several of the latter two, separated by commas',
    received: text,
  });
}

function seederPlace(text: string): string {
  if (text === 'inside' || text === 'process') return text;
  throw refusal('CONFIG_SEEDER_INVALID', '--seeder names no place of a seeder', {
    expected: 'inside (the hub itself) or process (one of its own)',
    received: text,
  });
}

/** A model of 70 billion parameters in half precision takes 140 GB; most hubs have smaller ones, and smaller disks. */
const QUOTA = '100G';

function quotaOf(text: string): number | null {
  if (text === 'off') return null;
  const bytes = amountOf(text);
  if (bytes >= 1) return bytes;
  throw refusal('CONFIG_QUOTA_INVALID', '--quota is no size', {
    expected: 'bytes, like 500M, 100G or 2T, or off',
    received: text,
  });
}

/** Bytes a second: `2500000`, `2.5M`, `800K`, `1G`. */
export function speedOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const bytes = amountOf(text);
  if (bytes >= 1) return bytes;
  throw refusal('CONFIG_SPEED_INVALID', `${name} is not a speed`, {
    expected: 'bytes a second, like 2500000, 800K or 2.5M',
    received: text,
  });
}

function amountOf(text: string): number {
  const [, digits, unit = ''] = /^(\d{1,12}(?:\.\d{1,3})?)([KMGT]?)$/i.exec(text) ?? [];
  return Math.round(Number(digits) * (UNITS[unit.toUpperCase()] ?? 1));
}

const UNITS: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, G: 1e9, T: 1e12 };
