import type { InferenceSession } from 'onnxruntime-node';
import { HeirloomError, messageOf } from '../base/errors.ts';
import { BATCH_SIZE_MAX } from './job-input.ts';
import { openSession } from './open-session.ts';
import type { Provider } from './provider.ts';
import { runnerFault, runnerRefusal, type RunnerRefusalCode } from './runner-error.ts';

/** A loaded network that takes one batch of images and answers logits [batch, classes]. */
export interface Classifier {
  readonly outputName: string;
  readonly batchSize: number;
  run(batch: Float32Array): Promise<Float32Array>;
}

/** Loads a model and refuses one of another form with `RUNNER_MODEL_…`, before it sees any data. */
export async function openClassifier(
  modelFile: string,
  wanted: {
    readonly provider: Provider;
    readonly itemDims: readonly number[];
    readonly classes: number;
    readonly batchSize: number;
  },
): Promise<Classifier> {
  const session = await openSession(wanted.provider, modelFile).catch((error: unknown) => {
    throw modelError(
      wanted.provider,
      'RUNNER_MODEL_UNLOADABLE',
      'the runtime could not load the model',
      error,
    );
  });
  const input = onlyTensor(session.inputs, 'RUNNER_MODEL_INPUT', ['?', ...wanted.itemDims]);
  const output = onlyTensor(session.outputs, 'RUNNER_MODEL_OUTPUT', ['?', wanted.classes]);
  const batchSize = batchSizeOf(input, wanted.batchSize);
  const dims = [batchSize, ...wanted.itemDims];
  return {
    outputName: output.name,
    batchSize,
    async run(values) {
      const outputs = await session.run(input.name, values, dims).catch((error: unknown) => {
        throw modelError(wanted.provider, 'RUNNER_MODEL_FAILED', 'the model failed while it ran', error);
      });
      return logitsOf(outputs[output.name], [batchSize, wanted.classes]);
    },
  };
}

type TensorMetadata = Extract<InferenceSession.ValueMetadata, { isTensor: true }>;

function onlyTensor(
  found: readonly InferenceSession.ValueMetadata[],
  code: 'RUNNER_MODEL_INPUT' | 'RUNNER_MODEL_OUTPUT',
  dims: readonly (number | string)[],
): TensorMetadata {
  const [only, ...more] = found;
  const isRight =
    only?.isTensor === true && more.length === 0 && only.type === 'float32' && fits(only.shape, dims);
  if (isRight) return only;
  throw runnerRefusal(code, 'the model has another form than the protocol asks for', {
    expected: `one ${code === 'RUNNER_MODEL_INPUT' ? 'input' : 'output'} float32[${dims.join(',')}]`,
    received: found.map(shown).join(' and ').slice(0, 300) || 'none',
    remedy: 'evaluate it under a protocol made for its form',
  });
}

/** Exported networks often fix their batch; it is theirs to choose, within reason. */
function batchSizeOf({ shape }: TensorMetadata, wanted: number): number {
  const fixed = shape[0];
  if (typeof fixed !== 'number' || fixed < 0) return wanted;
  if (fixed >= 1 && fixed <= BATCH_SIZE_MAX) return fixed;
  throw runnerRefusal('RUNNER_MODEL_INPUT', 'the model fixes a batch that can’t be run', {
    expected: `1..${BATCH_SIZE_MAX} items`,
    received: `${fixed}`,
  });
}

/** A named or unknown dimension may become any number; -1 is unknown. */
function fits(shape: readonly (number | string)[], dims: readonly (number | string)[]): boolean {
  const isFree = (dim: number | string | undefined) => typeof dim !== 'number' || dim < 0;
  return (
    shape.length === dims.length &&
    dims.every((dim, i) => isFree(shape[i]) || isFree(dim) || shape[i] === dim)
  );
}

function shown(value: InferenceSession.ValueMetadata): string {
  return value.isTensor
    ? `${value.name}: ${value.type}[${value.shape.join(',')}]`
    : `${value.name}: no tensor`;
}

/** What the model really gave, which its announced form does not bind. */
function logitsOf(
  tensor: { readonly dims: readonly number[]; readonly data: unknown } | undefined,
  dims: readonly number[],
): Float32Array {
  if (tensor?.data instanceof Float32Array && tensor.dims.join() === dims.join()) return tensor.data;
  throw runnerRefusal('RUNNER_MODEL_OUTPUT', 'the model answered in another form than it announced', {
    expected: `float32[${dims.join(',')}]`,
    received: `[${tensor?.dims.join(',')}]`,
  });
}

/**
 * Want of memory is this machine's. What the cpu provider says is the model's fault, for every runner has it; another
 * provider may lack an operator or its driver, and then a runner without it does better.
 */
function modelError(provider: Provider, code: RunnerRefusalCode, message: string, error: unknown) {
  if (error instanceof HeirloomError) return error;
  const received = messageOf(error).slice(0, 500);
  if (/alloc|out of memory/i.test(received))
    return runnerFault('RUNNER_MEMORY', 'the model needs more memory than a job may have', { received });
  if (provider === 'cpu') return runnerRefusal(code, message, { received });
  return runnerFault('RUNNER_PROVIDER_FAILED', `${message} on ${provider}`, { received });
}
