import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ScoreFields } from '../../client/generated/operations.ts';
import { hardshipOf } from '../../evaluation/hardship.ts';
import { parseProtocol, protocolDigest } from '../../evaluation/protocol.ts';
import { valueText } from '../text.ts';
import type { Steps } from './steps.ts';

export const ZOO = 'zoo';

interface Member {
  readonly parameters: number;
  readonly parent?: string;
  readonly edge?: string;
  readonly protocols: Readonly<Record<string, Counted>>;
}

interface Counted {
  readonly dataset: string;
  readonly metric: string;
  readonly value: string;
}

/**
 * Publishes the small checkpoints of scripts/zoo with the data they are asked on, has each run by two evaluators under each
 * of its protocols, and answers a line for each score. What was counted where they were trained is the claim; under an attack
 * or a corruption, whose dice are the product's own, nothing is claimed.
 */
export async function playZoo(steps: Steps): Promise<readonly string[]> {
  const { checkpoints } = JSON.parse(await readFile(zooFiles('expected.json'), 'utf8')) as {
    readonly checkpoints: Readonly<Record<string, Member>>;
  };
  await Promise.all((await readdir(zooFiles('datasets'))).map((name) => publishDataset(steps, name)));
  const members = Object.entries(checkpoints);
  // A parent is there before its child.
  for (const generation of [
    members.filter(([, { parent }]) => !parent),
    members.filter(([, { parent }]) => parent),
  ])
    await inTurns(generation, ([name, member]) => publishMember(steps, name, member));
  const asked = await Promise.all(
    members.map(async ([name, { protocols }]) =>
      (await protocolFilesOf(name)).map((file) => ({ name, file, claim: protocols[file]?.value ?? null })),
    ),
  );
  const rows = await inTurns(asked.flat(), ({ name, file, claim }) => evaluate(steps, name, file, claim));
  return tableLines([HEADER, ...rows]);
}

/** A path below scripts/zoo, from the sources as from the built program. */
function zooFiles(...parts: readonly string[]): string {
  const places = ['../../../scripts/zoo/', '../../../../scripts/zoo/'].map(
    (up) => new URL(up, import.meta.url),
  );
  const folder = places.find((place) => existsSync(place)) ?? places[0]!;
  return fileURLToPath(new URL(parts.join('/'), folder));
}

async function protocolFilesOf(name: string): Promise<readonly string[]> {
  const files = await readdir(zooFiles('checkpoints', name));
  return files.filter((file) => file.startsWith('protocol')).sort();
}

/** A few at once: each is a process of its own, and two evaluators share the work. */
async function inTurns<Item, Result>(
  items: readonly Item[],
  play: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  const worker = async () => {
    for (const [place, item] of left) results[place] = await play(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

const AT_ONCE = 4;

async function publishDataset(steps: Steps, name: string): Promise<void> {
  const card = await readFile(zooFiles('datasets', name, 'README.md'), 'utf8');
  const license = /^license: (\S+)$/m.exec(card)?.[1] ?? 'CC0-1.0';
  const limitations = /^(?:Known limitations|.*Limitations): ([\s\S]+?)(?:\n\n|$)/m.exec(card)?.[1];
  await steps.command(ZOO, [
    'publish-dataset',
    zooFiles('datasets', name, `${name}.safetensors`),
    '--name',
    `${ZOO}/${name}`,
    '--license',
    license,
    ...(limitations ? ['--limitations', limitations.replaceAll(/\s+/g, ' ').trim()] : []),
  ]);
}

async function publishMember(
  steps: Steps,
  name: string,
  { parent, edge = 'FINE_TUNE' }: Member,
): Promise<void> {
  const lineage = parent ? ['--parent', `${ZOO}/${parent}`, '--kind', edge] : [];
  const files = ['model.onnx', 'metadata.json', 'README.md'].map((file) =>
    zooFiles('checkpoints', name, file),
  );
  await steps.command(ZOO, ['publish', ...files, '--name', `${ZOO}/${name}`, ...lineage, '--yes']);
}

async function evaluate(steps: Steps, name: string, file: string, claim: string | null): Promise<Row> {
  const protocolFile = zooFiles('checkpoints', name, file);
  const protocol = parseProtocol(JSON.parse(await readFile(protocolFile, 'utf8')));
  const { scores } = await steps.command<{ readonly scores: readonly ScoreOf[] }>(ZOO, [
    'evaluate',
    `${ZOO}/${name}`,
    '--protocol',
    protocolFile,
    ...(claim === null ? [] : ['--claim', claim]),
    '--evaluators',
    '2',
  ]);
  const digest = protocolDigest(protocol);
  const score = scores.find((each) => each.protocol.digest === digest);
  return rowOf(name, [protocol.task.id, hardshipOf(protocol)].filter(Boolean).join(', '), score ?? null);
}

type ScoreOf = ScoreFields & { readonly protocol: { readonly digest: string } };

type Row = readonly [checkpoint: string, task: string, metric: string, value: string, level: string];

const HEADER: Row = ['checkpoint', 'task', 'metric', 'value, 95 % over items', 'level'];

function rowOf(name: string, task: string, score: ScoreFields | null): Row {
  if (!score) return [name, task, '', 'no score', ''];
  const { metric, value, sampling, reproducibility } = score;
  const level = reproducibility ? `${reproducibility.level} ${reproducibility.sentence}` : 'nothing claimed';
  return [name, task, metric, valueText(metric, value, sampling), level];
}

function tableLines(rows: readonly Row[]): readonly string[] {
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd());
}
