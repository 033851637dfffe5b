import { SEVERITIES } from '../../attestation/advisory-words.ts';
import type { Digest } from '../../base/digest.ts';
import type { FilePlaceRecord } from '../../store/queries/file-places.ts';
import type { Store } from '../../store/store.ts';
import { advisoryConcern } from './advisory-concern.ts';
import type { Concern, FileConcerns } from './concern.ts';
import { checkpointConcerns } from './checkpoint-concerns.ts';
import { supersededConcerns } from './superseded-concerns.ts';
import { withdrawnConcerns } from './withdrawn-concerns.ts';

/** What is known here against each of some files; a fixed number of statements for all of them. */
export async function concernsOfFiles(
  store: Store,
  digests: readonly Digest[],
): Promise<readonly FileConcerns[]> {
  const places = Map.groupBy(await store.concerns.placesOf(digests), ({ digest }) => digest);
  const weights = [...places.values()].flatMap((some) => some.filter(({ isWeights }) => isWeights));
  const ids = [...new Set(weights.map(({ checkpointId }) => checkpointId))];
  const ofFiles = Map.groupBy(await ownConcerns(store, digests), ([digest]) => digest);
  const ofCheckpoints = await checkpointConcerns(store, ids);
  const superseded = await store.concerns.superseded(ids);
  const newer = new Map(superseded.map(({ checkpointId, byId }) => [checkpointId, byId]));
  const withdrawn = await store.withdrawals.of(ids);
  const withdrawals = new Map(withdrawn.map((row) => [row.checkpointId, row]));
  return digests.map((digest) => {
    const held = places.get(digest) ?? [];
    const own = (ofFiles.get(digest) ?? []).map(([, concern]) => concern);
    const inherited = held.flatMap(({ checkpointId, isWeights }) =>
      isWeights ? (ofCheckpoints.get(checkpointId) ?? []) : [],
    );
    const replaced = [...withdrawnConcerns(held, withdrawals), ...supersededConcerns(held, newer)];
    const all = [...own, ...heldBack(held), ...inherited, ...replaced];
    return { digest, isKnown: held.length > 0 || own.length > 0, concerns: worstFirst(onceEach(all)) };
  });
}

/** What names the bytes themselves, whoever has them: advisories, and datasets that were taken back. */
async function ownConcerns(store: Store, digests: readonly Digest[]): Promise<readonly [string, Concern][]> {
  const naming = await store.advisories.naming(['ARTIFACT', 'DATASET'], digests);
  const advisories = await store.advisories.byLogIndexes(naming.map((row) => row.advisoryLogIndex));
  const byLogIndex = new Map(advisories.map((row) => [row.logIndex, row]));
  const datasets = (await store.datasets.byDigests(digests)).filter((row) => row.withdrawalLogIndex !== null);
  return [
    ...naming.flatMap(({ value, advisoryLogIndex }): [string, Concern][] => {
      const advisory = byLogIndex.get(advisoryLogIndex);
      return advisory ? [[value, advisoryConcern(advisory, null)]] : [];
    }),
    ...datasets.map(({ digest, name }): [string, Concern] => [
      digest,
      {
        ...OF_FILE,
        kind: 'DATASET_WITHDRAWN',
        severity: 'HIGH',
        sentence: `${name} was taken back by its publisher`,
      },
    ]),
  ];
}

const OF_FILE = { remedy: null, checkpointId: null, throughId: null, depth: 0, advisoryLogIndex: null };

function heldBack(places: readonly FilePlaceRecord[]): readonly Concern[] {
  const [worst] = places
    .flatMap(({ state }) => (state === 'QUARANTINED' || state === 'REJECTED' ? [state] : []))
    .toSorted((a, b) => (a === b ? 0 : a === 'REJECTED' ? -1 : 1));
  if (!worst) return [];
  const isRejected = worst === 'REJECTED';
  const sentence = isRejected
    ? 'this hub rejected the file: a structural attack'
    : 'this hub keeps the file in quarantine: not known to be safe';
  const remedy = isRejected ? 'delete it' : 'do not load it; heirloom inspect says why';
  return [{ ...OF_FILE, kind: 'QUARANTINE', severity: isRejected ? 'CRITICAL' : 'HIGH', sentence, remedy }];
}

// Several checkpoints may bring the same thing: the nearest way says enough.
function onceEach(concerns: readonly Concern[]): readonly Concern[] {
  const nearest = new Map<string, Concern>();
  for (const concern of concerns.toSorted((a, b) => a.depth - b.depth)) {
    const key = `${concern.kind} ${concern.advisoryLogIndex ?? concern.sentence}`;
    if (!nearest.has(key)) nearest.set(key, concern);
  }
  return [...nearest.values()];
}

function worstFirst(concerns: readonly Concern[]): readonly Concern[] {
  return concerns.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}
