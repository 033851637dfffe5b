import type { ByteSource } from '../base/byte-source.ts';
import { isRefusal, type HeirloomError } from '../base/errors.ts';
import { isQuarantineCode, refuse } from './checkpoint-error.ts';
import { elementCount } from './dtype.ts';
import type { FormatReport } from './formats/format-report.ts';
import { readOnnx, type OnnxOptions } from './formats/onnx.ts';
import { readSafetensors } from './formats/safetensors.ts';
import { readSidecar } from './formats/sidecar.ts';
import { extensionOf, readText } from './formats/text.ts';
import { headerClaims } from './header-claims.ts';
import {
  INSPECTOR_VERSION,
  type ArtifactState,
  type Finding,
  type Inspection,
  type TensorInfo,
} from './inspection.ts';
import { CODE_FORMATS, HEAD_BYTES, sniffFormat } from './sniff.ts';
import { trainingMetadataFrom } from './training-metadata.ts';
import { isModelTensor, isOptimizerTensor, weightsIdentity } from './weights-identity.ts';

export type InspectOptions = OnnxOptions;

/**
 * Reads one artifact with our own bounded readers; never executes it. What is wrong with the bytes ends in the state and
 * in findings, never in an error; only a fault of the source (a disk) or a bug is thrown.
 */
export async function inspectArtifact(
  path: string,
  source: ByteSource,
  options: InspectOptions = {},
): Promise<Inspection> {
  const sniffed = sniffFormat(await source.read(0, Math.min(HEAD_BYTES, source.sizeBytes)));
  try {
    return inspectionOf(await readAs(sniffed, path, source, options));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return inspectionOf({ format: formatFor(sniffed, path), findings: [findingOf(error)] });
  }
}

/** Formats whose readers validate every byte: their names are a promise. */
const NAMED_FORMATS: ReadonlyMap<string, string> = new Map([
  ['safetensors', 'safetensors'],
  ['onnx', 'onnx'],
]);

/** Programs, and files that other programs run on opening. */
const CODE_EXTENSIONS: ReadonlySet<string> = new Set(
  [
    'py',
    'pyc',
    'pyw',
    'ipynb',
    'js',
    'mjs',
    'cjs',
    'ts',
    'sh',
    'bash',
    'ps1',
    'bat',
    'cmd',
    'exe',
    'dll',
    'so',
  ].concat([
    'dylib',
    'jar',
    'php',
    'rb',
    'pl',
    'lua',
    'r',
    'c',
    'cc',
    'cpp',
    'cu',
    'h',
    'rs',
    'go',
    'html',
    'htm',
    'svg',
    'wasm',
  ]),
);

const IMAGE_BYTES_MAX = 10 << 20;

async function readAs(sniffed: string, path: string, source: ByteSource, options: InspectOptions) {
  const extension = extensionOf(path);
  if (CODE_FORMATS.has(sniffed) || CODE_EXTENSIONS.has(extension)) throw code(sniffed, extension);
  const promised = NAMED_FORMATS.get(extension);
  if (promised !== undefined && sniffed !== 'unknown' && sniffed !== promised)
    throw disguised(promised, sniffed);
  switch (promised ?? sniffed) {
    case 'safetensors':
      return noticingName(await readSafetensors(source), promised);
    case 'onnx':
      return noticingName(await readOnnx(source, options), promised);
    case 'png':
    case 'jpeg':
    case 'webp':
      return readImage(sniffed, source);
    case 'unknown':
      return readTextAndSidecar(path, source);
    default:
      throw unsupported(sniffed);
  }
}

async function readTextAndSidecar(path: string, source: ByteSource): Promise<FormatReport> {
  const report = await readText(path, source);
  return { ...report, ...(await readSidecar(path, source)) };
}

function readImage(format: string, source: ByteSource): FormatReport {
  if (source.sizeBytes <= IMAGE_BYTES_MAX) return { format };
  throw refuse('CHECKPOINT_TOO_LARGE', 'this image is larger than this hub keeps', {
    expected: `at most ${IMAGE_BYTES_MAX} bytes`,
    received: `${source.sizeBytes}`,
  });
}

function noticingName(report: FormatReport, promised: string | undefined): FormatReport {
  if (promised !== undefined) return report;
  const finding: Finding = {
    rule: 'CHECKPOINT_NAME_UNUSUAL',
    severity: 'WARNING',
    message: `the file is ${report.format}, but its name does not say so`,
    expected: `a name that ends in .${report.format}`,
  };
  return { ...report, findings: [...(report.findings ?? []), finding] };
}

function inspectionOf(report: FormatReport): Inspection {
  const tensors = report.tensors ?? [];
  const entries = report.entries ?? new Map<string, string>();
  const findings = report.findings ?? [];
  return {
    format: report.format,
    state: stateOf(findings),
    tensors,
    parameterCount: tensors.filter(isModelTensor).reduce((sum, tensor) => sum + elementsOf(tensor), 0),
    dtypeHistogram: dtypeHistogram(tensors),
    architecture: report.architecture ?? null,
    hasOptimizerState: tensors.some(({ name }) => isOptimizerTensor(name)),
    training: trainingMetadataFrom(entries),
    findings,
    weightsIdentity: weightsIdentity(tensors),
    claims: headerClaims(entries),
    inspectorVersion: INSPECTOR_VERSION,
  };
}

function stateOf(findings: readonly Finding[]): ArtifactState {
  const errors = findings.filter(({ severity }) => severity === 'ERROR');
  if (errors.length === 0) return 'VERIFIED';
  return errors.every(({ rule }) => isQuarantineCode(rule)) ? 'QUARANTINED' : 'REJECTED';
}

function dtypeHistogram(tensors: readonly TensorInfo[]): Record<string, number> {
  const histogram: Record<string, number> = {};
  for (const tensor of tensors) histogram[tensor.dtype] = (histogram[tensor.dtype] ?? 0) + elementsOf(tensor);
  return histogram;
}

function elementsOf({ shape }: TensorInfo): number {
  return elementCount(shape) ?? 0;
}

function findingOf({ code: rule, message, facts }: HeirloomError): Finding {
  return {
    rule,
    severity: 'ERROR',
    message: facts.remedy === undefined ? message : `${message}; ${facts.remedy}`,
    ...(facts.expected !== undefined && { expected: facts.expected }),
    ...(facts.received !== undefined && { received: facts.received }),
  };
}

function formatFor(sniffed: string, path: string): string {
  return sniffed === 'unknown' ? (NAMED_FORMATS.get(extensionOf(path)) ?? 'unknown') : sniffed;
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
    ...(isPointer && { remedy: 'fetch the file itself with `git lfs pull` first' }),
  });
}

function unsupported(sniffed: string) {
  return refuse('CHECKPOINT_FORMAT_UNSUPPORTED', `this hub has no validator for ${sniffed} yet`, {
    expected: 'safetensors or ONNX for weights',
    received: sniffed,
  });
}
