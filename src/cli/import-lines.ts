import type { ImportProgress, ImportSummary } from '../hub/import/import-files.ts';
import type { GraphCensus } from '../store/import-repository.ts';
import { openProgress, type Progress } from './progress.ts';
import { countText, secondsText } from './text.ts';

/** A bar over the files’ bytes, with rows a second; while the graph is placed, how many are. */
export function importProgress(isShown: boolean): Disposable & { onProgress(now: ImportProgress): void } {
  let bar: Progress | null = null;
  const startedAt = performance.now();
  return {
    onProgress({ bytesDone, bytesTotal, rows, placed }) {
      bar ??= openProgress('importing', bytesTotal, isShown);
      const speed = rows / ((performance.now() - startedAt) / 1000);
      const note =
        placed !== null
          ? `${countText(placed)} placed in the graph`
          : `${countText(Math.round(speed))} rows/s`;
      bar.update(bytesDone, note);
    },
    [Symbol.dispose]() {
      bar?.[Symbol.dispose]();
      bar = null;
    },
  };
}

/** What an import did, and what the graph is now. */
export function importLines(summary: ImportSummary, graph: GraphCensus, seconds: number): readonly string[] {
  const { counts, changes, leftOut, wasResumed, report } = summary;
  const of = (name: string) => countText(counts[name] ?? 0);
  const listed = ['modelsNew', 'modelsChanged', 'modelsSame', 'modelsOlder', 'modelsBack', 'modelsGone'];
  const models = listed
    .filter((name) => counts[name] !== undefined)
    .map((name) => `${of(name)} ${name.slice('models'.length).toLowerCase()}`);
  const places = PLACES.map(([name, place]) => `${of(name)} ${place}`).join(', ');
  const gone = counts['edgesGone'] === undefined ? '' : `, ${of('edgesGone')} gone`;
  const how = wasResumed ? ', resumed' : '';
  return [
    `✔ imported   ${of('rows')} rows in ${secondsText(seconds)}${how}: ${countText(changes)} changes`,
    ...(models.length > 0 ? [`  models     ${models.join(', ')}`] : []),
    `  stubs      ${of('stubsNew')} new`,
    `  edges      ${places}; ${of('edgesSame')} same${gone}`,
    ...graphLines(graph),
    ...(leftOut > 0
      ? [`✘ left out   ${countText(leftOut)}: ${codes(counts)}`, `  report     ${report}`]
      : []),
  ];
}

const PLACES = [
  ['edgesNewTag', 'new by tags'],
  ['edgesNewCard', 'new by cards'],
  ['edgesNewCsv', 'new by edge lists'],
] as const;

function graphLines({
  nodes,
  listed,
  withMetadata,
  bare,
  edges,
  byKind,
  byPlace,
}: GraphCensus): readonly string[] {
  const counted = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${countText(count)} ${name}`)
      .join(', ');
  const metadata = `${countText(listed)} listed (${countText(withMetadata)} with metadata)`;
  return [
    `  graph      ${countText(nodes)} checkpoints: ${metadata}, ${countText(bare)} known by name only`,
    `             ${countText(edges)} edges: ${counted(byKind)}`,
    `  said       ${counted(byPlace)}`,
  ];
}

function codes(counts: Readonly<Record<string, number>>): string {
  const prefix = 'leftOut:';
  return Object.entries(counts)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, count]) => `${countText(count)} ${name.slice(prefix.length)}`)
    .join(', ');
}
