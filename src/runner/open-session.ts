import { readFile } from 'node:fs/promises';
import type { InferenceSession, TypedTensor } from 'onnxruntime-node';
import { runtimeOf, type Provider } from './provider.ts';
import { runnerFault } from './runner-error.ts';

/** A loaded model of either runtime. */
export interface Session {
  readonly inputs: readonly InferenceSession.ValueMetadata[];
  readonly outputs: readonly InferenceSession.ValueMetadata[];
  run(inputs: Readonly<Record<string, InputValues>>): Promise<Readonly<Record<string, OutputTensor>>>;
}

export interface InputValues {
  readonly values: Float32Array | BigInt64Array | Int32Array;
  readonly dims: readonly number[];
}

export interface OutputTensor {
  readonly dims: readonly number[];
  readonly data: unknown;
}

/** Loads the provider's runtime and a model in it, given as a path or as bytes; runs only in the child. */
export async function openSession(provider: Provider, model: string | Uint8Array): Promise<Session> {
  assertNoTelemetry();
  const { InferenceSession: Loader, Tensor } = await loadRuntime(provider);
  const options = { ...OPTIONS, executionProviders: [provider] };
  // The wasm runtime would fetch a path; the native one maps a file without holding its bytes twice.
  const isPath = typeof model === 'string' && runtimeOf(provider) === 'onnxruntime-node';
  const session = isPath
    ? await Loader.create(model, options)
    : await Loader.create(typeof model === 'string' ? await readFile(model) : model, options);
  return {
    inputs: session.inputMetadata,
    outputs: session.outputMetadata,
    async run(inputs) {
      const tensorOf = ({ values, dims }: InputValues): AnyTensor => {
        if (values instanceof Float32Array) return new Tensor('float32', values, dims);
        return values instanceof Int32Array
          ? new Tensor('int32', values, dims)
          : new Tensor('int64', values, dims);
      };
      const fed = Object.entries(inputs).map(([name, values]) => [name, tensorOf(values)] as const);
      return session.run(Object.fromEntries(fed));
    },
  };
}

type AnyTensor = TypedTensor<'float32'> | TypedTensor<'int32'> | TypedTensor<'int64'>;

/** It changes bits in 11 of 12 models, so it is fixed here and recorded with every run. */
export const OPTIMISATION_LEVEL = 'all';

// One thread and one order of operations: the same machine gives the same bits again.
const OPTIONS = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: OPTIMISATION_LEVEL,
  logSeverityLevel: 3,
} as const satisfies InferenceSession.SessionOptions;

/** The native runtime sends telemetry from the moment it loads, unless told not to before. */
function assertNoTelemetry(): void {
  if (process.env['ORT_DISABLE_TELEMETRY'] === '1') return;
  throw runnerFault('RUNNER_TELEMETRY_ON', 'the runtime may not load with its telemetry on', {
    expected: 'ORT_DISABLE_TELEMETRY=1 in the environment',
  });
}

async function loadRuntime(provider: Provider) {
  if (runtimeOf(provider) === 'onnxruntime-node') return import('onnxruntime-node');
  const runtime = await import('onnxruntime-web/wasm');
  // Relaxed SIMD and a second thread may change bits between machines; this pair did on none that was tried.
  Object.assign(runtime.env.wasm, { numThreads: 1, simd: 'fixed', proxy: false });
  return runtime;
}
