import DataLoader from 'dataloader';
import { refusal } from '../base/errors.ts';
import type { LineageEdgeRecord } from '../store/lineage-repository.ts';
import type { Store } from '../store/store.ts';
import type { TensorPage } from '../store/tensor-repository.ts';
import { loadScores } from '../hub/projections/load-scores.ts';

export type Loaders = ReturnType<typeof openLoaders>;

/** One request's loaders: each question is asked once, for all who ask it. */
export function openLoaders(store: Store) {
  const {
    advisories,
    artifacts,
    checkpoints,
    contributors,
    datasetGraph,
    datasets,
    evaluations,
    evaluators,
    facets,
    imported,
    jobs,
    lineage,
    models,
    reported,
    reports,
    statements,
    tensors,
  } = store;
  return {
    advisory: one(
      (indexes: readonly number[]) => advisories.byLogIndexes(indexes),
      (row) => row.logIndex,
    ),
    artifact: one(
      (digests: readonly string[]) => artifacts.byDigests(digests),
      (row) => row.digest,
    ),
    checkpoint: one(
      (ids: readonly number[]) => checkpoints.byIds(ids),
      (row) => row.id,
    ),
    checkpointByDigest: one(
      (digests: readonly string[]) => checkpoints.byDigests(digests),
      (row) => row.digest ?? '',
    ),
    details: one(
      (ids: readonly number[]) => checkpoints.detailsOf(ids),
      (row) => row.id,
    ),
    contributor: one(
      (ids: readonly number[]) => contributors.byIds(ids),
      (row) => row.id,
    ),
    dataset: one(
      (digests: readonly string[]) => datasets.byDigests(digests),
      (row) => row.digest,
    ),
    datasetById: one(
      (ids: readonly number[]) => datasets.byIds(ids),
      (row) => row.id,
    ),
    evaluator: one(
      (ids: readonly number[]) => evaluators.factsOf(ids),
      (row) => row.contributorId,
    ),
    model: one(
      (ids: readonly number[]) => models.byIds(ids),
      (row) => row.id,
    ),
    place: one(
      (ids: readonly number[]) => lineage.placesOf(ids),
      (row) => row.checkpointId,
    ),
    publishedWithTask: one(
      (tasks: readonly string[]) => facets.publishedWith(tasks, COUNTED_MAX),
      (row) => row.id,
    ),
    protocol: one(
      (digests: readonly string[]) => evaluations.protocolsByDigests(digests),
      (row) => row.digest,
    ),
    run: one(
      (indexes: readonly number[]) => evaluations.runsByLogIndexes(indexes),
      (row) => row.logIndex,
    ),
    statement: one(
      (indexes: readonly number[]) => statements.byLogIndexes(indexes),
      (row) => row.logIndex,
    ),
    statementPlace: one(
      (ids: readonly string[]) => statements.placesOf(ids),
      (row) => row.id,
    ),
    reportedRecord: one(
      (ids: readonly number[]) => reported.recordsByIds(ids),
      (row) => row.id,
    ),
    reportedRaw: one(
      (ids: readonly number[]) => fewRaw(reported, ids),
      (row) => row.id,
    ),
    reportedFile: one(
      (indexes: readonly number[]) => reported.filesByLogIndexes(indexes),
      (row) => row.logIndex,
    ),
    reportedCounts: one(
      (indexes: readonly number[]) => reported.countsOf(indexes),
      (row) => row.logIndex,
    ),
    reportedResultCount: one(
      (ids: readonly number[]) => reported.resultCounts(ids),
      (row) => row.id,
    ),
    reportedResultsOf: firstOfEach(
      (ids, first) => reported.resultsOf(ids, first),
      (row) => row.recordId,
    ),
    reportedOn: firstOfEach(
      (ids, first) => reported.recordsOn(ids, first),
      (row) => row.checkpointId,
    ),
    report: one(
      (indexes: readonly number[]) => reports.byLogIndexes(indexes),
      (row) => row.logIndex,
    ),
    advisoriesOn: many(
      (ids: readonly number[]) => advisories.reaching(ids),
      (row) => row.checkpointId,
    ),
    advisoriesNaming: many(
      (digests: readonly string[]) => advisories.naming(['ARTIFACT'], digests),
      (row) => row.value,
    ),
    advisoryTargetsOf: many(
      (indexes: readonly number[]) => advisories.targetsOf(indexes),
      (row) => row.logIndex,
    ),
    artifactsOf: many(
      (ids: readonly number[]) => checkpoints.artifactsOf(ids),
      (row) => row.checkpointId,
    ),
    datasetEdgesOf: many(
      (ids: readonly number[]) => datasetGraph.edgesOf(ids),
      (row) => row.checkpointId,
    ),
    datasetWarningsOn: many(
      (ids: readonly number[]) => datasetGraph.warningsOn(ids),
      (row) => row.checkpointId,
    ),
    reportsOn: many(
      (cores: readonly string[]) => reports.on(cores),
      (row) => row.coreDigest,
    ),
    answersTo: many(
      (indexes: readonly number[]) => reports.answersTo(indexes),
      (row) => row.reportLogIndex,
    ),
    mitigationsOf: many(
      (indexes: readonly number[]) => reports.mitigationsOf(indexes),
      (row) => row.reportLogIndex,
    ),
    mitigationsOn: many(
      (ids: readonly number[]) => reports.mitigationsOn(ids),
      (row) => row.childId,
    ),
    attemptsOf: many(
      (ids: readonly string[]) => jobs.attemptsOf(ids),
      (row) => row.jobId,
    ),
    biasWarningsOn: many(
      (ids: readonly number[]) => reports.warningsOn(['BIAS'], ids),
      (row) => row.checkpointId,
    ),
    riskWarningsOn: many(
      (ids: readonly number[]) => reports.warningsOn(['PRIVACY', 'ROBUSTNESS'], ids),
      (row) => row.checkpointId,
    ),
    tasksOf: many(
      (ids: readonly number[]) => facets.tasksOf(ids),
      (row) => row.checkpointId,
    ),
    namesOf: many(
      (digests: readonly string[]) => artifacts.namesOf(digests),
      (row) => row.digest,
    ),
    tensorPage: new DataLoader((pages: readonly TensorPage[]) => tensors.pages(pages), {
      cacheKeyFn: ({ artifact, first, after }: TensorPage) => `${artifact} ${first} ${after}`,
    }),
    importedOf: many(
      (ids: readonly number[]) => imported.of(ids),
      (row) => row.checkpointId,
    ),
    sayingsOf: new DataLoader(
      async (edges: readonly LineageEdgeRecord[]) => {
        const said = Map.groupBy(await imported.sayingsOf(edges), edgeKey);
        return edges.map((edge) => said.get(edgeKey(edge)) ?? []);
      },
      { cacheKeyFn: edgeKey },
    ),
    keysOf: many(
      (ids: readonly number[]) => contributors.keysOf(ids),
      (row) => row.contributorId,
    ),
    parentEdgesOf: many(
      (ids: readonly number[]) => lineage.parentEdgesOf(ids),
      (row) => row.childId,
    ),
    revisionsOf: many(
      (ids: readonly number[]) => models.revisionsOf(ids),
      (row) => row.modelId,
    ),
    scoresOn: many(
      (cores: readonly string[]) => loadScores(store, cores),
      (row) => row.coreDigest,
    ),
  };
}

/** More is many, whatever the number. */
const COUNTED_MAX = 10_000;

interface FirstOf {
  readonly id: number;
  readonly first: number;
}

/** Lists of which a few rows are wanted; one question asks for as many of each as the most that are wanted. */
function firstOfEach<Row>(
  ask: (ids: readonly number[], first: number) => Promise<readonly Row[]>,
  keyOf: (row: Row) => number,
) {
  return new DataLoader<FirstOf, readonly Row[], string>(
    async (wanted) => {
      const most = Math.max(...wanted.map(({ first }) => first));
      const rows = Map.groupBy(await ask([...new Set(wanted.map(({ id }) => id))], most), keyOf);
      return wanted.map(({ id, first }) => rows.get(id)?.slice(0, first) ?? []);
    },
    { cacheKeyFn: ({ id, first }) => `${id} ${first}` },
  );
}

/** Whole records are as large as their files were: what would fill the memory is not begun. */
async function fewRaw(reported: Store['reported'], ids: readonly number[]) {
  const characters = await reported.rawCharacters(ids);
  if (characters <= RAW_CHARACTERS_MAX) return reported.rawOf(ids);
  throw refusal('GRAPHQL_RAW_MUCH', 'these records are too large for one answer', {
    expected: `at most ${RAW_CHARACTERS_MAX} characters`,
    received: `${characters} in ${ids.length} records`,
    remedy: 'ask for fewer at a time',
  });
}

const RAW_CHARACTERS_MAX = 32 << 20;

function edgeKey({
  childId,
  parentId,
  kind,
}: Pick<LineageEdgeRecord, 'childId' | 'parentId' | 'kind'>): string {
  return `${childId} ${parentId} ${kind}`;
}

function one<Key, Row>(ask: (keys: readonly Key[]) => Promise<readonly Row[]>, keyOf: (row: Row) => Key) {
  return new DataLoader<Key, Row | null>(async (keys) => {
    const rows = new Map((await ask(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

function many<Key, Row>(ask: (keys: readonly Key[]) => Promise<readonly Row[]>, keyOf: (row: Row) => Key) {
  return new DataLoader<Key, readonly Row[]>(async (keys) => {
    const rows = Map.groupBy(await ask(keys), keyOf);
    return keys.map((key) => rows.get(key) ?? []);
  });
}
