import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, refusal } from '../base/errors.ts';
import type { Environment } from '../config/env.ts';
import { writePrivateFile } from '../hub/context/secret-file.ts';

/*
 * account   a contributor of one hub as this machine knows it: name, token, and the key's seed
 * home      the folder of accounts, readable by its owner alone
 */
export interface Account {
  readonly hubUrl: string;
  readonly hubId: string;
  readonly contributor: string;
  readonly token: string;
  /** The Ed25519 seed in base64url; null when the hub holds the key. */
  readonly seed: string | null;
  /** The seed of the key promised as the next one. */
  readonly nextSeed: string | null;
  /** Peer hubs whose trackers and web seeds may be asked too; written by hand. */
  readonly peerHubs?: readonly string[];
}

interface AccountFile {
  readonly current: string | null;
  readonly accounts: Readonly<Record<string, Account>>;
}

export const DEFAULT_HUB = 'http://127.0.0.1:7420';

/** The folder of accounts: HEIRLOOM_HOME, else ~/.config/heirloom. */
export function clientHome(env: Environment): string {
  return env.clientHome ?? path.join(env.home ?? '.', '.config', 'heirloom');
}

/** The hub a command means: its flag, HEIRLOOM_HUB, the one logged in to last, or this machine's. */
export async function chosenHub(env: Environment, flag: string | undefined): Promise<string> {
  const { current } = await readAccounts(clientHome(env));
  return hubUrl(flag ?? env.hubUrl ?? current ?? DEFAULT_HUB);
}

export function hubUrl(text: string): string {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url.origin;
  throw refusal('CLIENT_HUB_URL', 'this is not a hub’s address', {
    expected: 'http://host:port or https://host',
    received: text,
  });
}

export async function accountOf(home: string, key: string): Promise<Account | null> {
  return (await readAccounts(home)).accounts[key] ?? null;
}

export async function saveAccount(home: string, account: Account, key: string): Promise<void> {
  const { accounts } = await readAccounts(home);
  const file: AccountFile = {
    current: key,
    accounts: { ...accounts, ...ofAnotherHub(accounts[key], account), [key]: account },
  };
  await writePrivateFile(path.join(home, 'accounts.json'), `${JSON.stringify(file, null, 2)}\n`);
}

// A new hub may have an old one's address; the old one's key is kept, under the hub's id.
function ofAnotherHub(held: Account | undefined, { hubId }: Account): AccountFile['accounts'] {
  return held === undefined || held.hubId === hubId ? {} : { [held.hubId]: held };
}

async function readAccounts(home: string): Promise<AccountFile> {
  const file = path.join(home, 'accounts.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as AccountFile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { current: null, accounts: {} };
    throw refusal('CLIENT_ACCOUNTS_UNREADABLE', `${file} can't be read: ${messageOf(error)}`, {
      remedy: 'mend or move the file, then run heirloom login again',
    });
  }
}
