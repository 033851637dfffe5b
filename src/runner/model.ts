import type { InferenceSession } from 'onnxruntime-node';
import { HeirloomError, messageOf } from '../base/errors.ts';
import { itemLength, type Column, type InputDtype, type InputForm, type Rows } from './feed/feed.ts';
import { BATCH_SIZE_MAX } from './job-input.ts';
import { openSession, type InputValues } from './open-session.ts';
import type { Provider } from './provider.ts';
import { runnerFault, runnerRefusal, type RunnerRefusalCode } from './runner-error.ts';

/** A loaded network that takes items and answers one row of logits to each. */
export interface Model {
  readonly outputName: string;
  readonly batchSize: number;
  /** At most `batchSize` rows; what it answers to them, `outputLength` values each. */
  run(rows: Rows): Promise<Float32Array>;
}

export interface WantedModel {
  readonly provider: Provider;
  readonly inputs: readonly InputForm[];
  /** Dims of the answer to one item. */
  readonly outputDims: readonly number[];
  readonly batchSize: number;
}

/** Loads a model and refuses one of another form with `RUNNER_MODEL_…`, before it sees any data. */
export async function openModel(modelFile: string, wanted: WantedModel): Promise<Model> {
  const { provider, outputDims } = wanted;
  const session = await openSession(provider, modelFile).catch((error: unknown) => {
    throw modelError(provider, 'RUNNER_MODEL_UNLOADABLE', 'the runtime could not load the model', error);
  });
  const inputs = boundInputs(session.inputs, wanted.inputs);
  const output = onlyOutput(session.outputs, ['?', ...outputDims]);
  const batchSize = batchSizeOf(inputs, wanted.batchSize);
  return {
    outputName: output.name,
    batchSize,
    async run({ count, columns }) {
      const fed = Object.fromEntries(
        inputs.map((input) => [input.found.name, batchOf(input, columns, batchSize)]),
      );
      const outputs = await session.run(fed).catch((error: unknown) => {
        throw modelError(provider, 'RUNNER_MODEL_FAILED', 'the model failed while it ran', error);
      });
      const values = valuesOf(outputs[output.name], [batchSize, ...outputDims]);
      return values.subarray(0, (values.length / batchSize) * count);
    },
  };
}

type TensorMetadata = Extract<InferenceSession.ValueMetadata, { isTensor: true }>;

/** An input of the model and the column that it is fed. */
interface BoundInput {
  readonly found: TensorMetadata;
  readonly form: InputForm;
  readonly column: number;
}

/** Each input of the model has a form that fits, and each form that is needed has an input. */
function boundInputs(
  found: readonly InferenceSession.ValueMetadata[],
  forms: readonly InputForm[],
): readonly BoundInput[] {
  const bound = found.flatMap((value) => {
    const column = forms.findIndex(({ name }) => name === null || name === value.name);
    const form = forms[column];
    return form && value.isTensor && isOfForm(value, form) ? [{ found: value, form, column }] : [];
  });
  const taken = new Set(bound.map(({ column }) => column));
  const isComplete = forms.every(({ isOptional }, column) => isOptional || taken.has(column));
  if (isComplete && bound.length === found.length && taken.size === bound.length) return bound;
  throw otherForm('RUNNER_MODEL_INPUT', forms.map(formText).join(' and '), found);
}

function isOfForm({ type, shape }: TensorMetadata, { dtypes, itemDims }: InputForm): boolean {
  return (dtypes as readonly string[]).includes(type) && fits(shape, ['?', ...itemDims]);
}

function formText({ name, dtypes, itemDims, isOptional }: InputForm): string {
  const form = `${dtypes.join('|')}[${['?', ...itemDims].join(',')}]`;
  return name === null ? `one input ${form}` : `${name}: ${form}${isOptional ? ', if any,' : ''}`;
}

function onlyOutput(
  found: readonly InferenceSession.ValueMetadata[],
  dims: readonly (number | string)[],
): TensorMetadata {
  const [only, ...more] = found;
  const isRight =
    only?.isTensor === true && more.length === 0 && only.type === 'float32' && fits(only.shape, dims);
  if (isRight) return only;
  throw otherForm('RUNNER_MODEL_OUTPUT', `one output float32[${dims.join(',')}]`, found);
}

function otherForm(
  code: 'RUNNER_MODEL_INPUT' | 'RUNNER_MODEL_OUTPUT',
  expected: string,
  found: readonly InferenceSession.ValueMetadata[],
) {
  return runnerRefusal(code, 'the model has another form than the protocol asks for', {
    expected,
    received: found.map(shown).join(' and ').slice(0, 300) || 'none',
    remedy: 'evaluate it under a protocol made for its form',
  });
}

/** Exported networks often fix their batch; it is theirs to choose, within reason. */
function batchSizeOf(inputs: readonly BoundInput[], wanted: number): number {
  const fixed = inputs.map(({ found }) => found.shape[0]).find((dim) => !isFree(dim));
  if (fixed === undefined) return wanted;
  if (typeof fixed === 'number' && fixed >= 1 && fixed <= BATCH_SIZE_MAX) return fixed;
  throw runnerRefusal('RUNNER_MODEL_INPUT', 'the model fixes a batch that can’t be run', {
    expected: `1..${BATCH_SIZE_MAX} items`,
    received: `${fixed}`,
  });
}

/** A full batch, filled up with zeros, so that the kernels chosen by size are the same for every item. */
function batchOf({ found, form, column }: BoundInput, columns: readonly Column[], size: number): InputValues {
  const values = emptyOf(found.type as InputDtype, size * itemLength(form));
  fill(values, columns[column] ?? new Float32Array());
  return { values, dims: [size, ...form.itemDims] };
}

function fill(target: InputValues['values'], column: Column): void {
  if (target instanceof Float32Array && column instanceof Float32Array) return target.set(column);
  for (let i = 0; i < column.length; i++)
    target[i] = target instanceof BigInt64Array ? BigInt(column[i] ?? 0) : Number(column[i]);
}

function emptyOf(dtype: InputDtype, length: number): InputValues['values'] {
  if (dtype === 'int64') return new BigInt64Array(length);
  return dtype === 'int32' ? new Int32Array(length) : new Float32Array(length);
}

/** A named or unknown dimension may become any number; -1 is unknown. */
function fits(shape: readonly (number | string)[], dims: readonly (number | string)[]): boolean {
  return (
    shape.length === dims.length &&
    dims.every((dim, i) => isFree(shape[i]) || isFree(dim) || shape[i] === dim)
  );
}

function isFree(dim: number | string | undefined): boolean {
  return typeof dim !== 'number' || dim < 0;
}

function shown(value: InferenceSession.ValueMetadata): string {
  return value.isTensor
    ? `${value.name}: ${value.type}[${value.shape.join(',')}]`
    : `${value.name}: no tensor`;
}

/** What the model really gave, which its announced form does not bind. */
function valuesOf(
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
