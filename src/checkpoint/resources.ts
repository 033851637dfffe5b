import { elementCount, isIntegerDtype } from './dtype.ts';
import type { Architecture, TensorInfo } from './inspection.ts';
import { isModelTensor } from './weights-identity.ts';

/** What a machine is to do with a checkpoint. */
export type ResourceUse = 'INFERENCE' | 'LORA' | 'FULL_FINE_TUNE';

/** What the weights are kept in; INT8 and INT4 as llama.cpp's Q8_0 and Q4_0 store them, a scale for each 32 values. */
export type Precision = 'AS_STORED' | 'F32' | 'F16' | 'INT8' | 'INT4';

/** The part of an inspection that memory depends on. */
export interface ResourceSubject {
  readonly tensors: readonly Pick<TensorInfo, 'name' | 'dtype' | 'shape' | 'lengthBytes'>[];
  readonly architecture: Architecture | null;
}

/** Peak memory in bytes, by what takes it. */
export interface MemoryEstimate {
  readonly use: ResourceUse;
  readonly precision: Precision;
  readonly totalBytes: number;
  readonly weightsBytes: number;
  /** What is held twice while the weights are read. */
  readonly loadingBytes: number;
  /** Keys and values of a conversation. */
  readonly cacheBytes: number;
  readonly activationsBytes: number;
  /** Gradients, optimizer state and copies in F32 of what is trained. */
  readonly trainingBytes: number;
  readonly runtimeBytes: number;
}

/**
 * The memory that one machine needs, for a batch of one and a context of at most 4,096 tokens (or the model's own
 * limit). Integer types can't be trained whole, so these rows are left out.
 *
 * - inference: weights + what loading holds twice + cache + activations + the runtime's own. The constants are ONNX
 *   Runtime's under Node on Linux, measured by bench/resources.ts, which stays within 15 % of the measured peak.
 * - cache, only for decoders: 2 · layers · key-value heads · head size · context · bytes (Pope et al. 2022).
 * - LoRA: frozen weights + 16 bytes for each of rank 16 · (rows + columns) values of every matrix (Hu et al. 2021).
 * - full fine-tuning: 16 bytes a parameter: weights and gradients in F16, and in F32 the weights and two moments of
 *   Adam (ZeRO, Rajbhandari et al. 2020, §3.1); the same 16 where all of it is F32
 *   and no copy is kept.
 * - activations in training, each layer computed again on the way back: 2 · context · hidden bytes kept for each layer,
 *   and one layer whole, context · hidden · (34 + 5 · heads · context / hidden) bytes (Korthikanti et al. 2022,
 *   equation 2 and §5); where the dimensions are unknown, the widest side for each tensor.
 */
export function estimateResources(subject: ResourceSubject): readonly MemoryEstimate[] {
  return PRECISIONS.flatMap((precision) => {
    const model = modelIn(subject, precision);
    const isTrainable = precision !== 'INT8' && precision !== 'INT4' && !model.isInteger;
    return [inference(model), lora(model), ...(isTrainable ? [fullFineTune(model)] : [])];
  });
}

/** What running it as it is stored takes; null where nothing is known of its tensors. */
export function inferenceBytes(estimates: readonly MemoryEstimate[]): number | null {
  const found = estimates.find(({ use, precision }) => use === 'INFERENCE' && precision === 'AS_STORED');
  return found ? Math.ceil(found.totalBytes) : null;
}

/** For each use the best precision whose estimate fits; null where none does. */
export function bestFits(
  estimates: readonly MemoryEstimate[],
  memoryBytes: number,
): Readonly<Record<ResourceUse, Precision | null>> {
  const best = (use: ResourceUse) =>
    BEST_FIRST.find((precision) =>
      estimates.some(
        (each) => each.use === use && each.precision === precision && each.totalBytes <= memoryBytes,
      ),
    ) ?? null;
  return { INFERENCE: best('INFERENCE'), LORA: best('LORA'), FULL_FINE_TUNE: best('FULL_FINE_TUNE') };
}

const PRECISIONS: readonly Precision[] = ['AS_STORED', 'F32', 'F16', 'INT8', 'INT4'];
/** More bits than are stored make nothing better. */
const BEST_FIRST: readonly Precision[] = ['AS_STORED', 'F16', 'INT8', 'INT4'];

const MIB = 1 << 20;
const CONTEXT_TOKENS_MAX = 4096;
const LORA_RANK = 16;
const TRAINED_VALUE_BYTES = 16;
/** Node 24 with ONNX Runtime 1.30 and a session without weights: measured. A program around it comes on top. */
const INFERENCE_RUNTIME_BYTES = 76 * MIB;
/** PyTorch with its libraries; taken from its import on a CPU, not measured here. */
const TRAINING_RUNTIME_BYTES = 512 * MIB;

/** A model with its weights in one precision. */
interface Model {
  readonly precision: Precision;
  readonly tensorBytes: readonly number[];
  readonly weightsBytes: number;
  readonly parameters: number;
  readonly loraParameters: number;
  readonly widestSide: number;
  readonly isInteger: boolean;
  /** Of one value between layers. */
  readonly valueBytes: 2 | 4;
  readonly shape: NetworkShape | null;
}

interface NetworkShape {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly cacheWidth: number;
  readonly context: number;
  readonly isDecoder: boolean;
}

function modelIn({ tensors, architecture }: ResourceSubject, precision: Precision): Model {
  const weights = tensors.filter(isModelTensor);
  const tensorBytes = weights.map((tensor) => bytesIn(tensor, precision));
  const weightsBytes = sum(tensorBytes);
  const parameters = sum(weights.map(({ shape }) => elementCount(shape) ?? 0));
  const isWide = precision === 'F32' || (precision === 'AS_STORED' && weightsBytes >= 3 * parameters);
  return {
    precision,
    tensorBytes,
    weightsBytes,
    parameters,
    loraParameters: sum(weights.map(({ shape }) => LORA_RANK * sidesOf(shape))),
    widestSide: weights.reduce((widest, { shape }) => Math.max(widest, ...shape.slice(0, 8)), 0),
    isInteger: precision === 'AS_STORED' && weightsBytes < 2 * parameters,
    valueBytes: isWide ? 4 : 2,
    shape: networkShape(architecture),
  };
}

/** Vectors are too few to be worth less than 16 bits; whole numbers stay what they are. */
function bytesIn(
  { dtype, shape, lengthBytes }: ResourceSubject['tensors'][number],
  precision: Precision,
): number {
  if (precision === 'AS_STORED' || isIntegerDtype(dtype)) return lengthBytes;
  const bits = shape.length < 2 && precision !== 'F32' ? 16 : BITS[precision];
  return Math.ceil(((elementCount(shape) ?? 0) * bits) / 8);
}

const BITS = { F32: 32, F16: 16, INT8: 8.5, INT4: 4.5 } as const;

/** Rows and columns of a matrix, a kernel taken as outputs × rest; nothing for a vector. */
function sidesOf(shape: readonly number[]): number {
  const [rows = 0, ...rest] = shape;
  return rest.length === 0 ? 0 : rows + (elementCount(rest) ?? 0);
}

function networkShape(architecture: Architecture | null): NetworkShape | null {
  const { hidden_size: hidden, num_hidden_layers: layers, ...more } = architecture?.dimensions ?? {};
  if (!hidden || !layers) return null;
  const heads = more['num_attention_heads'] || 1;
  const headSize = more['head_dim'] || hidden / heads;
  const limit = more['max_position_embeddings'] || CONTEXT_TOKENS_MAX;
  return {
    layers,
    hidden,
    heads,
    cacheWidth: (more['num_key_value_heads'] || heads) * headSize,
    context: Math.min(limit, CONTEXT_TOKENS_MAX),
    isDecoder: DECODERS.test(architecture?.family ?? ''),
  };
}

const DECODERS =
  /CausalLM|LMHead|gpt|llama|mistral|mixtral|qwen|gemma|phi|falcon|mpt|bloom|\bopt\b|deepseek|cohere|granite|olmo/i;

function inference(model: Model): MemoryEstimate {
  const { shape, valueBytes } = model;
  const cacheBytes = shape?.isDecoder ? 2 * shape.layers * shape.cacheWidth * shape.context * valueBytes : 0;
  // A layer's input, its widened middle and its scores; the layer before it is gone by then.
  const values = shape
    ? shape.context * (shape.hidden * 6 + shape.heads * Math.min(shape.context, 1024))
    : model.widestSide * 2;
  return estimate('INFERENCE', model, {
    loadingBytes: loadingBytes(model.tensorBytes),
    cacheBytes,
    activationsBytes: values * valueBytes,
    runtimeBytes: INFERENCE_RUNTIME_BYTES,
  });
}

function lora(model: Model): MemoryEstimate {
  return estimate('LORA', model, {
    activationsBytes: trainingActivations(model),
    trainingBytes: model.loraParameters * TRAINED_VALUE_BYTES,
    runtimeBytes: TRAINING_RUNTIME_BYTES,
  });
}

function fullFineTune(model: Model): MemoryEstimate {
  return estimate('FULL_FINE_TUNE', model, {
    activationsBytes: trainingActivations(model),
    trainingBytes: Math.max(0, model.parameters * TRAINED_VALUE_BYTES - model.weightsBytes),
    runtimeBytes: TRAINING_RUNTIME_BYTES,
  });
}

function trainingActivations({ shape, widestSide, tensorBytes, valueBytes }: Model): number {
  if (shape === null) return widestSide * tensorBytes.length * valueBytes;
  const { context, hidden, layers, heads } = shape;
  const oneLayer = context * hidden * (34 + (5 * heads * context) / hidden);
  return 2 * context * hidden * layers + oneLayer;
}

/**
 * While ONNX Runtime packs a tensor anew, its old bytes are still there. Of freed blocks of 8 to 32 MiB, malloc either
 * keeps up to 64 MiB or none, from one start to the next: a sixth of them and 32 MiB at most is the middle.
 */
function loadingBytes(tensorBytes: readonly number[]): number {
  const largest = tensorBytes.reduce((most, bytes) => Math.max(most, bytes), 0);
  const kept = sum(tensorBytes.filter((bytes) => bytes >= 8 * MIB && bytes <= 32 * MIB)) / 6;
  return largest + Math.min(kept, 32 * MIB);
}

type Parts = Partial<Omit<MemoryEstimate, 'use' | 'precision' | 'totalBytes' | 'weightsBytes'>>;

function estimate(use: ResourceUse, { precision, weightsBytes }: Model, given: Parts): MemoryEstimate {
  const none = { loadingBytes: 0, cacheBytes: 0, activationsBytes: 0, trainingBytes: 0, runtimeBytes: 0 };
  const parts = { weightsBytes, ...none, ...given };
  return { use, precision, totalBytes: sum(Object.values(parts)), ...parts };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
