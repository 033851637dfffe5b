import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signerOf, type Signer } from '../../src/attestation/key.ts';
import type { Role } from '../../src/attestation/role.ts';
import type { Clock } from '../../src/base/clock.ts';
import { inviteContributor, redeemInvitation } from '../../src/client/generated/operations.ts';
import { AnyClient } from './any-client.ts';
import { login } from '../../src/client/login.ts';
import type { Session } from '../../src/client/session.ts';
import { OWNER_INVITATION_FILE } from '../../src/hub/context/open-hub.ts';
import type { Background } from '../../src/hub/background/background.ts';
import { RATES, type Rates } from '../../src/config/outer-config.ts';
import type { Hub } from '../../src/hub/context/hub.ts';
import { serveHub } from '../../src/http/serve-hub.ts';
import { openLog } from '../../src/telemetry/log.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

/** Somebody who joined a test hub. */
export interface Member extends Session {
  readonly client: AnyClient;
  readonly name: string;
  readonly token: string;
}

/** Somebody who holds the key, and can sign. */
export interface SelfMember extends Member {
  readonly signer: Signer;
}

export interface TestHub extends AsyncDisposable {
  readonly hub: Hub;
  readonly url: string;
  readonly dataFolder: string;
  readonly database: TestDatabase;
  readonly background: Background;
  readonly clock: MovableClock;
  readonly anonymous: AnyClient;
  readonly owner: SelfMember;
  /** A fresh folder that goes with the hub. */
  folder(): Promise<string>;
  /** Joins as `heirloom login` does: the key stays here. */
  joinSelf(name: string, role?: Role): Promise<SelfMember>;
  /** Joins without an envelope: the hub makes and keeps the key. */
  joinHub(name: string, role?: Role): Promise<Member>;
  as(token: string | null): AnyClient;
}

/** The real time, moved as far as a test likes. */
export class MovableClock implements Clock {
  offsetMs = 0;

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }
}

export interface TestHubOptions {
  readonly isWebSeedOn?: boolean;
  readonly isMembersOnly?: boolean;
  readonly allowedHosts?: readonly string[];
  readonly isSeederApart?: boolean;
  readonly uploadLimitBytesPerSecond?: number;
  /** None unless said: a test that has one evaluator at a time would only wait. */
  readonly commitWindowMs?: number;
  readonly mayCallPrivate?: boolean;
  /** Without it there is none. */
  readonly quotaBytes?: number;
  readonly leaseMs?: number;
  /** As `--trust-proxy`: then nobody is local, and X-Forwarded-For says who asks. */
  readonly trustedProxies?: readonly string[];
  readonly outerUrl?: string;
  readonly isIntrospectable?: boolean;
  readonly trustedDocuments?: readonly string[];
  readonly rates?: Rates;
  /** Other people's subgraphs. */
  readonly joined?: readonly { readonly name: string; readonly url: string }[];
}

/** A whole hub on loopback with a database and a data folder of its own; nothing is left when disposed. */
export async function openTestHub(options: TestHubOptions = {}): Promise<TestHub> {
  await using rooms = new AsyncDisposableStack();
  const root = await mkdtemp(path.join(tmpdir(), 'heirloom-hub-'));
  rooms.defer(() => rm(root, { recursive: true, force: true, maxRetries: 3 }));
  const database = rooms.use(await freshDatabase());
  const dataFolder = path.join(root, 'data');
  const clock = new MovableClock();
  const { isWebSeedOn = true, isMembersOnly = false, allowedHosts = [] } = options;
  const place = { dataFolder, host: '127.0.0.1', port: 0, torrentPort: 0, databaseUrl: database.url };
  const config = {
    ...place,
    isWebSeedOn,
    isMembersOnly,
    allowedHosts,
    hasRunner: false,
    leaseMs: options.leaseMs ?? 60_000,
    isSeederApart: options.isSeederApart ?? false,
    commitWindowMs: options.commitWindowMs ?? 0,
    mayCallPrivate: options.mayCallPrivate,
    quotaBytes: options.quotaBytes,
    uploadLimitBytesPerSecond: options.uploadLimitBytesPerSecond,
    trustedProxies: options.trustedProxies ?? null,
    outerUrl: options.outerUrl ?? null,
    isIntrospectable: options.isIntrospectable ?? true,
    trustedDocuments: options.trustedDocuments,
    rates: options.rates ?? RATES,
    joined: options.joined,
  };
  const served = rooms.use(await serveHub(config, openLog('silent'), clock));
  const url = served.baseUrl;
  const home = () => mkdtemp(path.join(root, 'home-'));
  const as = (token: string | null) => new AnyClient(url, token);
  const joinWith = async (code: string, name: string) => selfMember(as, url, code, name, await home());
  const ownerCode = (await readFile(path.join(dataFolder, OWNER_INVITATION_FILE), 'utf8')).trim();
  const owner = await joinWith(ownerCode, 'olga');
  const invite = async (name: string, role: Role) =>
    (await owner.client.act(inviteContributor, { name, role })).code;
  const opened = rooms.move();
  return {
    hub: served.hub,
    url,
    dataFolder,
    database: {
      ...database,
      // What the hub does on its own is over before rows are compared.
      async fingerprint() {
        await served.background.idle();
        return database.fingerprint();
      },
    },
    background: served.background,
    clock,
    anonymous: as(null),
    owner,
    folder: () => mkdtemp(path.join(root, 'folder-')),
    joinSelf: async (name, role = 'CONTRIBUTOR') => joinWith(await invite(name, role), name),
    joinHub: async (name, role = 'CONTRIBUTOR') => {
      const code = await invite(name, role);
      const variables = { code, name };
      const joined = await as(null).act(redeemInvitation, variables);
      return {
        name,
        token: joined.token,
        client: as(joined.token),
        account: null,
        home: await home(),
      };
    },
    as,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

async function selfMember(
  as: (token: string) => AnyClient,
  hub: string,
  code: string,
  name: string,
  home: string,
): Promise<SelfMember> {
  const account = await login({ hub, code, name, home });
  const signer = signerOf(Buffer.from(account.seed ?? '', 'base64url'));
  return { name, token: account.token, client: as(account.token), account, home, signer };
}
