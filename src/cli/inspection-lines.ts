import type { Inspection, TensorInfo } from '../checkpoint/inspection.ts';
import { estimateResources } from '../checkpoint/resources.ts';
import { bytesText, columns, countText } from './text.ts';

/** What is inside a file, for people: what it is, what it holds, what was found, its tensors. */
export function inspectionLines(inspection: Inspection, tensorsShown: number): readonly string[] {
  return [
    ...factLines(inspection),
    ...inspection.findings.flatMap(findingLines),
    ...tensorLines(inspection.tensors, tensorsShown),
  ];
}

function factLines(inspection: Inspection): readonly string[] {
  const { architecture, parameterCount, dtypeHistogram, tokenizer, chatTemplates, claims } = inspection;
  const facts: [string, string | null][] = [
    ['model', architecture && architectureText(architecture)],
    [
      'parameters',
      parameterCount > 0 ? `${countText(parameterCount)} (${dtypesText(dtypeHistogram)})` : null,
    ],
    ['optimizer', inspection.hasOptimizerState ? 'its state is here: training can go on' : null],
    ['training', entriesText(inspection.training)],
    ['tokenizer', tokenizer && `${tokenizer.kind}, ${countText(tokenizer.vocabularySize ?? 0)} tokens`],
    ['templates', chatTemplates.map(({ name, text }) => `${name} (${text.length} characters)`).join(', ')],
    ['says', claims.map(({ key, value }) => `${key}: ${value.slice(0, 80)}`).join(', ')],
    ['parts', inspection.parts.join(', ')],
    ['memory', memoryText(inspection)],
    ['weights', inspection.weightsIdentity],
  ];
  return facts.flatMap(([name, text]) => (text ? [`  ${name.padEnd(10)}  ${text}`] : []));
}

/** What it takes to run it, as stored and smaller. */
function memoryText({ tensors, architecture, parameterCount }: Inspection): string | null {
  if (parameterCount === 0) return null;
  const rows = estimateResources({ tensors, architecture }).filter(({ use }) => use === 'INFERENCE');
  return rows.map(({ precision, totalBytes }) => `${wordOf(precision)} ${bytesText(totalBytes)}`).join(', ');
}

function wordOf(precision: string): string {
  return precision.toLowerCase().replace('_', ' ');
}

function architectureText({ family, dimensions, inputs, outputs }: NonNullable<Inspection['architecture']>) {
  const values = (side: typeof inputs) =>
    side
      .map(({ name, dims }) => `${name} [${(dims ?? ['?']).map((dim) => dim ?? '?').join(', ')}]`)
      .join(', ');
  const parts = [
    family ?? '',
    entriesText(dimensions) ?? '',
    inputs.length > 0 ? `${values(inputs)} → ${values(outputs)}` : '',
  ];
  return parts.filter(Boolean).join('   ');
}

function dtypesText(histogram: Inspection['dtypeHistogram']): string {
  return Object.entries(histogram)
    .map(([dtype, elements]) => `${dtype} ${countText(elements)}`)
    .join(', ');
}

function entriesText(record: object): string | null {
  const entries = Object.entries(record).map(([name, value]) => `${name} ${String(value)}`);
  return entries.length > 0 ? entries.join(', ') : null;
}

function findingLines({ severity, rule, message, received, remedy }: Inspection['findings'][number]) {
  // Some sentences name what was found themselves.
  const isNews = received !== undefined && !message.includes(received);
  return [
    `  ${severity} ${rule}: ${message}${isNews ? ` (${received})` : ''}`,
    ...(remedy === undefined ? [] : [`    → ${remedy}`]),
  ];
}

function tensorLines(tensors: readonly TensorInfo[], shown: number): readonly string[] {
  const rows = tensors
    .slice(0, shown)
    .map((tensor) => [`  ${tensor.name}`, tensor.dtype, `[${tensor.shape.join(', ')}]`, ...valuesOf(tensor)]);
  const hidden = tensors.length - rows.length;
  return [...columns(rows), ...(hidden > 0 ? [`  … ${countText(hidden)} more (--tensors all)`] : [])];
}

function valuesOf({ statistics, spectrum }: TensorInfo): readonly string[] {
  if (statistics === null) return [];
  const { mean, standardDeviation, min, max, zeroCount, count, nanCount, infinityCount } = statistics;
  const zeros = count > 0 && zeroCount > 0 ? `${((100 * zeroCount) / count).toFixed(1)} % zeros` : '';
  const broken = nanCount + infinityCount > 0 ? `${nanCount} NaN, ${infinityCount} infinite` : '';
  return [
    mean === null || standardDeviation === null ? '' : `${short(mean)} ± ${short(standardDeviation)}`,
    min === null || max === null ? '' : `${short(min)} … ${short(max)}`,
    spectrum ? `rank ${spectrum.stableRank.toFixed(1)}, σ ${short(spectrum.spectralNorm)}` : '',
    [zeros, broken].filter(Boolean).join(', '),
  ];
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
