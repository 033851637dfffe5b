import { runnerRefusal } from './runner-error.ts';

/** What computes a model: `cpu` and `wasm` on the processor, `webgpu` and `cuda` on a GPU. */
export type Provider = (typeof PROVIDERS)[number];

export const PROVIDERS = ['cpu', 'wasm', 'webgpu', 'cuda'] as const;

/** The package whose kernels a provider uses. */
export function runtimeOf(provider: Provider): 'onnxruntime-node' | 'onnxruntime-web' {
  return provider === 'wasm' ? 'onnxruntime-web' : 'onnxruntime-node';
}

export function isOnGpu(provider: Provider): boolean {
  return provider === 'webgpu' || provider === 'cuda';
}

/** Lets a text in as a provider, or refuses it with `RUNNER_PROVIDER_UNKNOWN`. */
export function parseProvider(text: string): Provider {
  const found = PROVIDERS.find((provider) => provider === text);
  if (found) return found;
  throw runnerRefusal('RUNNER_PROVIDER_UNKNOWN', 'no provider has this name', {
    expected: PROVIDERS.join(', '),
    received: text.slice(0, 60),
    remedy: 'see which work here with heirloom runner --capabilities',
  });
}

/** Lets `cpu,wasm` in as a list, in that order and each once. */
export function parseProviders(text: string): readonly Provider[] {
  return [...new Set(text.split(',').map((name) => parseProvider(name.trim())))];
}
