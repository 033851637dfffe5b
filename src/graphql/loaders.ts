import DataLoader from 'dataloader';
import { refusal } from '../base/errors.ts';
import type { LineageEdgeRecord } from '../store/lineage-repository.ts';
import type { Store } from '../store/store.ts';
import type { TensorPage } from '../store/tensor-repository.ts';
import { loadScores } from '../hub/projections/load-scores.ts';

/** One request's loaders: each question is asked once, for all who ask it. Made when they are asked for: most questions need few. */
export type Loaders = { readonly [Name in keyof typeof LOADERS]: ReturnType<(typeof LOADERS)[Name]> };

export function openLoaders(store: Store): Loaders {
  return new RequestLoaders(store) as unknown as Loaders;
}

/** More is many, whatever the number. */
const COUNTED_MAX = 10_000;

const LOADERS = {
  advisory: ({ advisories }: Store) =>
    one(
      (indexes: readonly number[]) => advisories.byLogIndexes(indexes),
      (row) => row.logIndex,
    ),
  artifact: ({ artifacts }: Store) =>
    one(
      (digests: readonly string[]) => artifacts.byDigests(digests),
      (row) => row.digest,
    ),
  checkpoint: ({ checkpoints }: Store) =>
    one(
      (ids: readonly number[]) => checkpoints.byIds(ids),
      (row) => row.id,
    ),
  checkpointByDigest: ({ checkpoints }: Store) =>
    one(
      (digests: readonly string[]) => checkpoints.byDigests(digests),
      (row) => row.digest ?? '',
    ),
  details: ({ checkpoints }: Store) =>
    one(
      (ids: readonly number[]) => checkpoints.detailsOf(ids),
      (row) => row.id,
    ),
  contributor: ({ contributors }: Store) =>
    one(
      (ids: readonly number[]) => contributors.byIds(ids),
      (row) => row.id,
    ),
  dataset: ({ datasets }: Store) =>
    one(
      (digests: readonly string[]) => datasets.byDigests(digests),
      (row) => row.digest,
    ),
  datasetById: ({ datasets }: Store) =>
    one(
      (ids: readonly number[]) => datasets.byIds(ids),
      (row) => row.id,
    ),
  evaluator: ({ evaluators }: Store) =>
    one(
      (ids: readonly number[]) => evaluators.factsOf(ids),
      (row) => row.contributorId,
    ),
  model: ({ models }: Store) =>
    one(
      (ids: readonly number[]) => models.byIds(ids),
      (row) => row.id,
    ),
  place: ({ lineage }: Store) =>
    one(
      (ids: readonly number[]) => lineage.placesOf(ids),
      (row) => row.checkpointId,
    ),
  publishedWithTask: ({ facets }: Store) =>
    one(
      (tasks: readonly string[]) => facets.publishedWith(tasks, COUNTED_MAX),
      (row) => row.id,
    ),
  protocol: ({ evaluations }: Store) =>
    one(
      (digests: readonly string[]) => evaluations.protocolsByDigests(digests),
      (row) => row.digest,
    ),
  run: ({ evaluations }: Store) =>
    one(
      (indexes: readonly number[]) => evaluations.runsByLogIndexes(indexes),
      (row) => row.logIndex,
    ),
  statement: ({ statements }: Store) =>
    one(
      (indexes: readonly number[]) => statements.byLogIndexes(indexes),
      (row) => row.logIndex,
    ),
  statementPlace: ({ statements }: Store) =>
    one(
      (ids: readonly string[]) => statements.placesOf(ids),
      (row) => row.id,
    ),
  reportedRecord: ({ reported }: Store) =>
    one(
      (ids: readonly number[]) => reported.recordsByIds(ids),
      (row) => row.id,
    ),
  reportedRaw: ({ reported }: Store) =>
    one(
      (ids: readonly number[]) => fewRaw(reported, ids),
      (row) => row.id,
    ),
  reportedFile: ({ reported }: Store) =>
    one(
      (indexes: readonly number[]) => reported.filesByLogIndexes(indexes),
      (row) => row.logIndex,
    ),
  reportedCounts: ({ reported }: Store) =>
    one(
      (indexes: readonly number[]) => reported.countsOf(indexes),
      (row) => row.logIndex,
    ),
  reportedResultCount: ({ reported }: Store) =>
    one(
      (ids: readonly number[]) => reported.resultCounts(ids),
      (row) => row.id,
    ),
  reportedResultsOf: ({ reported }: Store) =>
    firstOfEach(
      (ids, first) => reported.resultsOf(ids, first),
      (row) => row.recordId,
    ),
  reportedOn: ({ reported }: Store) =>
    firstOfEach(
      (ids, first) => reported.recordsOn(ids, first),
      (row) => row.checkpointId,
    ),
  report: ({ reports }: Store) =>
    one(
      (indexes: readonly number[]) => reports.byLogIndexes(indexes),
      (row) => row.logIndex,
    ),
  advisoriesOn: ({ advisories }: Store) =>
    many(
      (ids: readonly number[]) => advisories.reaching(ids),
      (row) => row.checkpointId,
    ),
  advisoriesNaming: ({ advisories }: Store) =>
    many(
      (digests: readonly string[]) => advisories.naming(['ARTIFACT'], digests),
      (row) => row.value,
    ),
  advisoryTargetsOf: ({ advisories }: Store) =>
    many(
      (indexes: readonly number[]) => advisories.targetsOf(indexes),
      (row) => row.logIndex,
    ),
  artifactsOf: ({ checkpoints }: Store) =>
    many(
      (ids: readonly number[]) => checkpoints.artifactsOf(ids),
      (row) => row.checkpointId,
    ),
  datasetEdgesOf: ({ datasetGraph }: Store) =>
    many(
      (ids: readonly number[]) => datasetGraph.edgesOf(ids),
      (row) => row.checkpointId,
    ),
  datasetWarningsOn: ({ datasetGraph }: Store) =>
    many(
      (ids: readonly number[]) => datasetGraph.warningsOn(ids),
      (row) => row.checkpointId,
    ),
  reportsOn: ({ reports }: Store) =>
    many(
      (cores: readonly string[]) => reports.on(cores),
      (row) => row.coreDigest,
    ),
  answersTo: ({ reports }: Store) =>
    many(
      (indexes: readonly number[]) => reports.answersTo(indexes),
      (row) => row.reportLogIndex,
    ),
  mitigationsOf: ({ reports }: Store) =>
    many(
      (indexes: readonly number[]) => reports.mitigationsOf(indexes),
      (row) => row.reportLogIndex,
    ),
  mitigationsOn: ({ reports }: Store) =>
    many(
      (ids: readonly number[]) => reports.mitigationsOn(ids),
      (row) => row.childId,
    ),
  attemptsOf: ({ jobs }: Store) =>
    many(
      (ids: readonly string[]) => jobs.attemptsOf(ids),
      (row) => row.jobId,
    ),
  biasWarningsOn: ({ reports }: Store) =>
    many(
      (ids: readonly number[]) => reports.warningsOn(['BIAS'], ids),
      (row) => row.checkpointId,
    ),
  riskWarningsOn: ({ reports }: Store) =>
    many(
      (ids: readonly number[]) => reports.warningsOn(['PRIVACY', 'ROBUSTNESS'], ids),
      (row) => row.checkpointId,
    ),
  tasksOf: ({ facets }: Store) =>
    many(
      (ids: readonly number[]) => facets.tasksOf(ids),
      (row) => row.checkpointId,
    ),
  namesOf: ({ artifacts }: Store) =>
    many(
      (digests: readonly string[]) => artifacts.namesOf(digests),
      (row) => row.digest,
    ),
  tensorPage: ({ tensors }: Store) =>
    new DataLoader((pages: readonly TensorPage[]) => tensors.pages(pages), {
      cacheKeyFn: ({ artifact, first, after }: TensorPage) => `${artifact} ${first} ${after}`,
    }),
  importedOf: ({ imported }: Store) =>
    many(
      (ids: readonly number[]) => imported.of(ids),
      (row) => row.checkpointId,
    ),
  sayingsOf: ({ imported }: Store) =>
    new DataLoader(
      async (edges: readonly LineageEdgeRecord[]) => {
        const said = Map.groupBy(await imported.sayingsOf(edges), edgeKey);
        return edges.map((edge) => said.get(edgeKey(edge)) ?? []);
      },
      { cacheKeyFn: edgeKey },
    ),
  withdrawal: ({ withdrawals }: Store) =>
    one(
      (ids: readonly number[]) => withdrawals.of(ids),
      (row) => row.checkpointId,
    ),
  keysOf: ({ contributors }: Store) =>
    many(
      (ids: readonly number[]) => contributors.keysOf(ids),
      (row) => row.contributorId,
    ),
  parentEdgesOf: ({ lineage }: Store) =>
    many(
      (ids: readonly number[]) => lineage.parentEdgesOf(ids),
      (row) => row.childId,
    ),
  revisionsOf: ({ models }: Store) =>
    many(
      (ids: readonly number[]) => models.revisionsOf(ids),
      (row) => row.modelId,
    ),
  scoresOn: (store: Store) =>
    many(
      (cores: readonly string[]) => loadScores(store, cores),
      (row) => row.coreDigest,
    ),
};

class RequestLoaders {
  readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  static {
    for (const [name, open] of Object.entries(LOADERS))
      Object.defineProperty(this.prototype, name, {
        get(this: RequestLoaders) {
          const loader: unknown = open(this.store);
          Object.defineProperty(this, name, { value: loader });
          return loader;
        },
      });
  }
}

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
