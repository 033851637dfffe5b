import type { Log } from '../telemetry/log.ts';
import type { Provider } from './provider.ts';
import type { Sandbox } from './sandbox.ts';
import { assertFit, testProvider, type ProviderFitness } from './self-test/test-provider.ts';

export interface ProviderTrial {
  readonly providers: readonly Provider[];
  readonly vulkanDriver?: string | undefined;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * Those that pass the self-test, one after the other; one that fails is said and left out. Refuses with
 * `RUNNER_PROVIDER_UNFIT` when none is left.
 */
export async function fitProviders(trial: ProviderTrial, own: Sandbox): Promise<readonly ProviderFitness[]> {
  const { providers, vulkanDriver, signal, log } = trial;
  const fit: ProviderFitness[] = [];
  let last: ProviderFitness | null = null;
  for (const provider of providers) {
    if (signal.aborted) return fit;
    last = await testProvider(provider, { sandbox: own, vulkanDriver, signal });
    if (last.isFit) fit.push(last);
    else if (!signal.aborted && providers.length > 1)
      log.warn({ provider, reason: last.reason }, 'provider left out');
  }
  if (fit.length === 0 && last && !signal.aborted) assertFit(last);
  return fit;
}
