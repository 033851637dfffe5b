import type { ByteSource } from '../base/byte-source.ts';
import { invariant, isRefusal, type HeirloomError } from '../base/errors.ts';
import { refuse } from './checkpoint-error.ts';
import { elementCount } from './dtype.ts';
import { inspectionStopped } from './findings/inspection-stopped.ts';
import { nameUnusual } from './findings/name-unusual.ts';
import { findingBy, type ReadFile, type Rule } from './findings/rule.ts';
import { ruleOf, rules } from './findings/rules.ts';
import type { FormatReport, TensorEntry } from './formats/format-report.ts';
import type { InspectOptions } from './formats/reader.ts';
import { PICKLE_EXTENSIONS, PROMISED_FORMATS, WEIGHTS_EXTENSIONS } from './formats/format-names.ts';
import { readers } from './formats/readers.ts';
import { extensionOf } from './formats/text.ts';
import { headerClaims } from './header-claims.ts';
import {
  HEADERS_VERSION,
  INSPECTOR_VERSION,
  type ArtifactState,
  type ChatTemplate,
  type Finding,
  type Inspection,
  type TensorInfo,
} from './inspection.ts';
import { judgeName } from './judge-name.ts';
import { measureTensors, unmeasured, type MeasureOptions } from './measure-tensors.ts';
import { CODE_FORMATS, HEAD_BYTES, sniffFormat } from './sniff.ts';
import { trainingMetadataFrom } from './training-metadata.ts';
import { isModelTensor, isOptimizerTensor, weightsIdentity } from './weights-identity.ts';

/**
 * Reads one artifact with our own bounded readers; never executes it. What is wrong with the bytes ends in the state and
 * in findings, never in an error; only a fault of the source (a disk), an aborted signal or a bug is thrown.
 */
export async function inspectArtifact(
  path: string,
  source: ByteSource,
  options: InspectOptions = {},
): Promise<Inspection> {
  return (await inspect(path, source, options)).inspection;
}

export interface InspectionWithBlocks {
  readonly inspection: Inspection;
  /** sha256 of each block of `blockGrid(sizeBytes, inspection.tensors)`, 32 bytes each; null where only headers were read. */
  readonly blockDigests: Uint8Array | null;
}

/** The same in the same pass over the tensors, with the digests of the file's blocks. */
export async function inspectWithBlocks(
  path: string,
  source: ByteSource,
  options: Omit<InspectOptions, 'isQuick'> = {},
): Promise<InspectionWithBlocks> {
  const found = await inspect(path, source, { ...options, withBlocks: true });
  const isWhole = found.inspection.inspectorVersion === INSPECTOR_VERSION;
  invariant(!isWhole || found.blockDigests, 'blocks that were asked for are there');
  return found;
}

async function inspect(
  path: string,
  source: ByteSource,
  options: InspectOptions & MeasureOptions,
): Promise<{ readonly inspection: Inspection; readonly blockDigests: Uint8Array | null }> {
  const sniffed = sniffFormat(await source.read(0, Math.min(HEAD_BYTES, source.sizeBytes)));
  try {
    const report = await readAs(sniffed, path, source, options);
    const entries = report.tensors ?? [];
    const isPostponed = options.mayPostpone === true && entries.every((entry) => liesPlainly(entry, source));
    if (options.isQuick || isPostponed) {
      const inspection = inspectionOf({ path, report, tensors: entries.map(unmeasured) });
      const version = isPostponed ? { inspectorVersion: HEADERS_VERSION } : {};
      return { inspection: { ...inspection, ...version }, blockDigests: null };
    }
    const { tensors, blockDigests } = await measureTensors(source, report, options);
    return { inspection: inspectionOf({ path, report, tensors }), blockDigests };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const report = { format: formatFor(sniffed, path), findings: [findingOf(error)] };
    const { blockDigests } = await measureTensors(source, report, options);
    return { inspection: inspectionOf({ path, report, tensors: [] }), blockDigests };
  }
}

// What is packed or encoded may turn out to be broken while it is unpacked; plain bytes can't.
function liesPlainly({ chunks, offset, lengthBytes }: TensorEntry, { sizeBytes }: ByteSource): boolean {
  return chunks === undefined && offset !== null && offset >= 0 && offset + lengthBytes <= sizeBytes;
}

/** What is said of a file whose inspection had to be ended: it fails closed. */
export function stoppedInspection(path: string, reason: string): Inspection {
  const finding = findingBy(inspectionStopped, { message: reason });
  const format = PROMISED_FORMATS.get(extensionOf(path)) ?? 'unknown';
  return inspectionOf({ path, report: { format, findings: [finding] }, tensors: [] });
}

async function readAs(sniffed: string, path: string, source: ByteSource, options: InspectOptions) {
  const extension = extensionOf(path);
  if (CODE_FORMATS.has(sniffed) || judgeName(path, sniffed) === 'CODE') throw code(sniffed, extension);
  const promised = PROMISED_FORMATS.get(extension);
  if (promised !== undefined && sniffed !== 'unknown' && sniffed !== promised)
    throw disguised(promised, sniffed);
  if (judgeName(path, sniffed) === 'DISGUISE' && promised === undefined) throw disguised('a pickle', sniffed);
  const isUnmarked = sniffed === 'unknown' && PICKLE_EXTENSIONS.has(extension);
  const reader = readers.get(isUnmarked ? 'unmarked pickle' : (promised ?? sniffed));
  if (reader === undefined) throw unsupported(sniffed);
  const report = await reader({ path, source, options });
  return WEIGHTS_EXTENSIONS.has(report.format) ? noticingName(report, extension) : report;
}

function noticingName(report: FormatReport, extension: string): FormatReport {
  const usual = WEIGHTS_EXTENSIONS.get(report.format) ?? [];
  if (usual.includes(extension)) return report;
  const finding = findingBy(nameUnusual, {
    message: `the file is ${report.format}, but its name does not say so`,
    expected: `a name that ends in ${usual.map((known) => `.${known}`).join(' or ')}`,
  });
  return { ...report, findings: [...(report.findings ?? []), finding] };
}

function inspectionOf(file: ReadFile): Inspection {
  const { report, tensors } = file;
  const entries = report.entries ?? new Map<string, string>();
  const findings = findingsOf(file);
  return {
    format: report.format,
    state: stateOf(findings, report.isLegacy ?? false),
    tensors,
    parameterCount: tensors.filter(isModelTensor).reduce((sum, tensor) => sum + elementsOf(tensor), 0),
    dtypeHistogram: dtypeHistogram(tensors),
    architecture: report.architecture ?? null,
    hasOptimizerState: tensors.some(({ name }) => isOptimizerTensor(name)),
    training: trainingMetadataFrom(entries),
    tokenizer: report.tokenizer ?? null,
    chatTemplates: (report.chatTemplates ?? []).slice(0, TEMPLATES_KEPT).map(clipped),
    pickleGlobals: report.pickleGlobals ?? [],
    parts: report.parts ?? [],
    findings,
    weightsIdentity: weightsIdentity(tensors),
    claims: headerClaims(entries),
    inspectorVersion: INSPECTOR_VERSION,
  };
}

/** Real ones have a few kilobytes; the rules have seen all of it, and its digest is the whole's. */
const TEMPLATE_CHARACTERS_KEPT = 1 << 17;
const TEMPLATES_KEPT = 16;

function clipped(template: ChatTemplate): ChatTemplate {
  return { ...template, text: template.text.slice(0, TEMPLATE_CHARACTERS_KEPT) };
}

/** What the readers raised and what the rules find, in the order of the list. */
function findingsOf(file: ReadFile): readonly Finding[] {
  const raised = file.report.findings ?? [];
  return rules.flatMap((rule: Rule) => [
    ...raised.filter((finding) => finding.rule === rule.id),
    ...(rule.find?.(file) ?? []).map((evidence) => findingBy(rule, evidence)),
  ]);
}

function stateOf(findings: readonly Finding[], isLegacy: boolean): ArtifactState {
  const effects = new Set(findings.map(({ rule }) => ruleOf(rule)?.effect));
  if (effects.has('REJECT')) return 'REJECTED';
  if (effects.has('QUARANTINE')) return 'QUARANTINED';
  return isLegacy ? 'VERIFIED_LEGACY' : 'VERIFIED';
}

function dtypeHistogram(tensors: readonly TensorInfo[]): Record<string, number> {
  const histogram: Record<string, number> = {};
  for (const tensor of tensors) histogram[tensor.dtype] = (histogram[tensor.dtype] ?? 0) + elementsOf(tensor);
  return histogram;
}

function elementsOf({ shape }: TensorInfo): number {
  return elementCount(shape) ?? 0;
}

function findingOf({ code: id, message, facts }: HeirloomError): Finding {
  const rule = ruleOf(id);
  invariant(rule, `${id} is in the list of rules`);
  return {
    ...findingBy(rule, { message }),
    ...(facts.expected !== undefined && { expected: facts.expected }),
    ...(facts.received !== undefined && { received: facts.received }),
    ...(facts.remedy !== undefined && { remedy: facts.remedy }),
  };
}

function formatFor(sniffed: string, path: string): string {
  return sniffed === 'unknown' ? (PROMISED_FORMATS.get(extensionOf(path)) ?? 'unknown') : sniffed;
}

function code(sniffed: string, extension: string) {
  const received = CODE_FORMATS.has(sniffed) ? sniffed : `.${extension}`;
  return refuse('CHECKPOINT_CODE', 'this file is a program, which this hub neither runs nor serves', {
    received,
  });
}

function disguised(promised: string, sniffed: string) {
  const isPointer = sniffed === 'git-lfs-pointer';
  return refuse('CHECKPOINT_DISGUISED', `the name says ${promised}, the bytes say ${sniffed}`, {
    expected: promised,
    received: sniffed,
    ...(isPointer && { remedy: 'fetch the file itself with `git lfs pull`' }),
  });
}

function unsupported(sniffed: string) {
  return refuse('CHECKPOINT_FORMAT_UNSUPPORTED', `this hub has no validator for ${sniffed} yet`, {
    expected: 'safetensors, GGUF, ONNX, torch, NumPy, TFLite, TensorFlow.js or Keras for weights',
    received: sniffed,
  });
}
