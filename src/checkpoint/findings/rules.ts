import { archive } from './archive.ts';
import { code } from './code.ts';
import { customOpDomain } from './custom-op-domain.ts';
import { disguised } from './disguised.ts';
import { elementTypeUnknown } from './element-type-unknown.ts';
import { externalData } from './external-data.ts';
import { externalLocation } from './external-location.ts';
import { formatUnsupported } from './format-unsupported.ts';
import { jsonMalformed } from './json-malformed.ts';
import { nameUnusual } from './name-unusual.ts';
import { npyMalformed } from './npy-malformed.ts';
import { numpyObject } from './numpy-object.ts';
import { onnxMalformed } from './onnx-malformed.ts';
import { pickleGlobal } from './pickle-global.ts';
import { pickleMalformed } from './pickle-malformed.ts';
import { pickleOperation } from './pickle-operation.ts';
import { protobufMalformed } from './protobuf-malformed.ts';
import { randomOpUnseeded } from './random-op-unseeded.ts';
import type { Rule } from './rule.ts';
import { safetensorsMalformed } from './safetensors-malformed.ts';
import { sidecarUnreadable } from './sidecar-unreadable.ts';
import { tensorUnlisted } from './tensor-unlisted.ts';
import { tooLarge } from './too-large.ts';
import { torchMalformed } from './torch-malformed.ts';
import { torchscript } from './torchscript.ts';
import { truncated } from './truncated.ts';
import { zipMalformed } from './zip-malformed.ts';

/** Every rule, in the order in which its findings are shown: what rejects, what quarantines, what is noted. */
export const rules = [
  disguised,
  truncated,
  safetensorsMalformed,
  jsonMalformed,
  protobufMalformed,
  onnxMalformed,
  zipMalformed,
  pickleMalformed,
  torchMalformed,
  npyMalformed,
  externalLocation,
  code,
  archive,
  pickleGlobal,
  pickleOperation,
  torchscript,
  numpyObject,
  formatUnsupported,
  tooLarge,
  elementTypeUnknown,
  externalData,
  customOpDomain,
  randomOpUnseeded,
  nameUnusual,
  sidecarUnreadable,
  tensorUnlisted,
] as const satisfies readonly Rule[];

export type RuleId = (typeof rules)[number]['id'];

/** The rule of a finding or of a reader's refusal; undefined for a code that is none of this room's. */
export function ruleOf(id: string): Rule | undefined {
  return byId.get(id);
}

const byId: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));
