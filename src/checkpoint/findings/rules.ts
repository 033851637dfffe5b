import { archive } from './archive.ts';
import { code } from './code.ts';
import { customOperator } from './custom-operator.ts';
import { customOpDomain } from './custom-op-domain.ts';
import { disguised } from './disguised.ts';
import { elementTypeUnknown } from './element-type-unknown.ts';
import { externalBytes } from './external-bytes.ts';
import { externalData } from './external-data.ts';
import { externalLocation } from './external-location.ts';
import { formatUnsupported } from './format-unsupported.ts';
import { inspectionStopped } from './inspection-stopped.ts';
import { ggufMalformed } from './gguf-malformed.ts';
import { hdf5External } from './hdf5-external.ts';
import { hdf5Malformed } from './hdf5-malformed.ts';
import { jsonMalformed } from './json-malformed.ts';
import { kerasLambda } from './keras-lambda.ts';
import { nameUnusual } from './name-unusual.ts';
import { npyMalformed } from './npy-malformed.ts';
import { numpyObject } from './numpy-object.ts';
import { onnxMalformed } from './onnx-malformed.ts';
import { pickleGlobal } from './pickle-global.ts';
import { pickleMalformed } from './pickle-malformed.ts';
import { pickleOperation } from './pickle-operation.ts';
import { protobufMalformed } from './protobuf-malformed.ts';
import { randomOpUnseeded } from './random-op-unseeded.ts';
import { personalData } from './personal-data.ts';
import type { Rule } from './rule.ts';
import { safetensorsMalformed } from './safetensors-malformed.ts';
import { secret } from './secret.ts';
import { sidecarUnreadable } from './sidecar-unreadable.ts';
import { templateAttribute } from './template-attribute.ts';
import { tensorAllZero } from './tensor-all-zero.ts';
import { shardMismatch } from './shard-mismatch.ts';
import { tfjsMalformed } from './tfjs-malformed.ts';
import { tfliteMalformed } from './tflite-malformed.ts';
import { tensorUnlisted } from './tensor-unlisted.ts';
import { tooLarge } from './too-large.ts';
import { torchMalformed } from './torch-malformed.ts';
import { torchscript } from './torchscript.ts';
import { truncated } from './truncated.ts';
import { valuesNotFinite } from './values-not-finite.ts';
import { zipMalformed } from './zip-malformed.ts';

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
  zipMalformed,
  pickleMalformed,
  torchMalformed,
  npyMalformed,
  hdf5Malformed,
  externalLocation,
  code,
  archive,
  pickleGlobal,
  pickleOperation,
  torchscript,
  numpyObject,
  formatUnsupported,
  tooLarge,
  inspectionStopped,
  elementTypeUnknown,
  externalData,
  externalBytes,
  shardMismatch,
  hdf5External,
  kerasLambda,
  customOperator,
  customOpDomain,
  valuesNotFinite,
  tensorAllZero,
  templateAttribute,
  secret,
  randomOpUnseeded,
  nameUnusual,
  sidecarUnreadable,
  personalData,
  tensorUnlisted,
] as const satisfies readonly Rule[];

export type RuleId = (typeof rules)[number]['id'];

/** The rule of a finding or of a reader's refusal; undefined for a code that is none of this room's. */
export function ruleOf(id: string): Rule | undefined {
  return byId.get(id);
}

const byId: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));
