import path from 'node:path';
import { signerOf } from '../attestation/key.ts';
import { refusal } from '../base/errors.ts';
import type { Provider } from '../runner/provider.ts';
import { runLoop } from '../runner/runner-loop.ts';
import { digestOfFile } from '../swarm/part-file.ts';
import type { PullMode } from '../swarm/pull.ts';
import type { Log } from '../telemetry/log.ts';
import type { Account } from './account-file.ts';
import { HubClient } from './hub-client.ts';
import { artifactFetcher, jobSource } from './job-source.ts';
import { uploadFile } from './upload.ts';

export interface EvaluationWork {
  readonly account: Account;
  readonly home: string;
  readonly trustedOwners: readonly string[];
  readonly mode: PullMode;
  readonly once: boolean;
  readonly providers?: readonly Provider[];
  /** The JSON file of the Vulkan driver that a GPU provider shall use. */
  readonly vulkanDriver?: string | undefined;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** Runs a hub's evaluation jobs as one of its contributors, until told to stop. */
export async function runEvaluations({ account, home, mode, ...rest }: EvaluationWork): Promise<void> {
  if (account.seed === null)
    throw refusal('CLIENT_NOT_LOGGED_IN', 'a runner signs its results itself', {
      expected: 'an account with a key on this machine',
      remedy: `heirloom login ${account.hubUrl} --invite CODE`,
    });
  const client = new HubClient(account.hubUrl, account.token, account.peerHubs);
  const session = { client, account, home };
  await runLoop({
    ...rest,
    source: jobSource(client),
    signer: signerOf(Buffer.from(account.seed, 'base64url')),
    hubId: account.hubId,
    fetchArtifact: artifactFetcher(client, mode),
    uploadItems: async (file, signal) => {
      const digest = await digestOfFile(file);
      await uploadFile(session, { file, path: 'items.safetensors', digest }, undefined, signal);
      return digest;
    },
    cacheFolder: runnerCache(home),
  });
}

/** Where this machine keeps what it fetched to run. */
export function runnerCache(home: string): string {
  return path.join(home, 'runner-cache');
}
