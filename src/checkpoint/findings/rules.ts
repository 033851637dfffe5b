import { code } from './code.ts';
import { customOperator } from './custom-operator.ts';
import { customOpDomain } from './custom-op-domain.ts';
import { disguised } from './disguised.ts';
import { elementTypeUnknown } from './element-type-unknown.ts';
import { externalBytes } from './external-bytes.ts';
import { externalData } from './external-data.ts';
import { externalLocation } from './external-location.ts';
import { formatUnsupported } from './format-unsupported.ts';
import { ggufMalformed } from './gguf-malformed.ts';
import { hdf5External } from './hdf5-external.ts';
import { hdf5Malformed } from './hdf5-malformed.ts';
import { jsonMalformed } from './json-malformed.ts';
import { kerasLambda } from './keras-lambda.ts';
import { nameUnusual } from './name-unusual.ts';
import { onnxMalformed } from './onnx-malformed.ts';
import { protobufMalformed } from './protobuf-malformed.ts';
import { randomOpUnseeded } from './random-op-unseeded.ts';
import type { Rule } from './rule.ts';
import { safetensorsMalformed } from './safetensors-malformed.ts';
import { shardMismatch } from './shard-mismatch.ts';
import { sidecarUnreadable } from './sidecar-unreadable.ts';
import { tfjsMalformed } from './tfjs-malformed.ts';
import { tfliteMalformed } from './tflite-malformed.ts';
import { tooLarge } from './too-large.ts';
import { truncated } from './truncated.ts';

/** Every rule, in the order in which its findings are shown: what rejects, what quarantines, what is noted. */
export const rules = [
  disguised,
  truncated,
  safetensorsMalformed,
  jsonMalformed,
  protobufMalformed,
  onnxMalformed,
  ggufMalformed,
  tfjsMalformed,
  tfliteMalformed,
  hdf5Malformed,
  externalLocation,
  code,
  formatUnsupported,
  tooLarge,
  elementTypeUnknown,
  externalData,
  externalBytes,
  shardMismatch,
  hdf5External,
  kerasLambda,
  customOperator,
  customOpDomain,
  randomOpUnseeded,
  nameUnusual,
  sidecarUnreadable,
] as const satisfies readonly Rule[];

export type RuleId = (typeof rules)[number]['id'];

/** The rule of a finding or of a reader's refusal; undefined for a code that is none of this room's. */
export function ruleOf(id: string): Rule | undefined {
  return byId.get(id);
}

const byId: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));
