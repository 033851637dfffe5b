import path from 'node:path';
import { compareOnProviders } from '../client/compare-on-providers.ts';
import type { HubClient } from '../client/hub-client.ts';
import type { ProviderAnswer } from '../runner/compare-providers.ts';
import { parseProviders } from '../runner/provider.ts';
import { protocolBody, type ProtocolOptions } from './protocol-body.ts';
import { providerLines } from './provider-lines.ts';
import type { Terminal } from './terminal.ts';

interface Asked {
  readonly terminal: Terminal;
  readonly client: HubClient;
  readonly signal: AbortSignal;
  readonly reference: string;
  /** Providers, with commas between. */
  readonly names: string;
  readonly options: ProtocolOptions & { readonly trust: readonly string[]; readonly vulkanDriver?: string };
}

/** Runs one job on each provider and tells; nothing reaches the hub but questions: no protocol, no claim, no job. */
export async function compareProvidersHere(asked: Asked): Promise<void> {
  const { terminal, client, signal, reference, options } = asked;
  const providers = parseProviders(asked.names);
  const answers = await compareOnProviders({
    client,
    reference,
    protocol: await protocolBody(client, options),
    providers,
    trustedOwners: options.trust,
    vulkanDriver: options.vulkanDriver === undefined ? undefined : path.resolve(options.vulkanDriver),
    signal,
  });
  for (const line of providerLines(answers)) terminal.say(line);
  terminal.result(answers.map(documentOf));
  // All were tried; 2 says that one did not answer.
  if (answers.some(({ state }) => state !== 'RAN')) process.exitCode = 2;
}

function documentOf(answer: ProviderAnswer) {
  if (answer.state === 'RAN') return answer;
  const { provider, state, error } = answer;
  return { provider, state, error: { code: error.code, message: error.message, ...error.facts } };
}
