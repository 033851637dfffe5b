import { hexOf } from '../../base/digest.ts';
import { found } from '../found.ts';
import type {
  ImportedFactsResolvers,
  ImportedFileResolvers,
  ListedFileResolvers,
  QueryResolvers,
} from '../generated/schema-types.ts';
import { connectionOf, cursorOf, keyOf, pageSize } from '../page.ts';

/** Strangers' lists may be long; nobody reads more than this of them on one page. */
const SHOWN_MAX = 500;
const LISTED_FILES_MAX = 20;

export const listedFiles: NonNullable<QueryResolvers['listedFiles']> = (_, { digest }, { hub }) =>
  hub.store.imported.filesByDigest(hexOf(digest), LISTED_FILES_MAX);

/** What another place says of a model: every field is read from its row, and nobody here vouches for it. */
export const ImportedFacts: ImportedFactsResolvers = {
  source: ({ stubName }) => stubName.slice(0, stubName.indexOf(':')),
  name: ({ stubName }) => stubName.slice(stubName.indexOf(':') + 1),
  isGone: ({ goneSince }) => goneSince !== null,
  author: ({ facts }) => facts.author ?? null,
  sourceRevision: ({ facts }) => facts.sourceRevision ?? null,
  createdAt: ({ facts }) => dateOf(facts.createdAt),
  updatedAt: ({ facts }) => dateOf(facts.updatedAt),
  gated: ({ facts }) => facts.gated ?? null,
  downloads: ({ facts }) => facts.downloads ?? null,
  likes: ({ facts }) => facts.likes ?? null,
  task: ({ facts }) => facts.task ?? null,
  library: ({ facts }) => facts.library ?? null,
  architecture: ({ facts }) => facts.architecture ?? null,
  parameterCount: ({ facts }) => facts.parameterCount ?? null,
  languages: ({ facts }) => shown(facts.languages),
  tags: ({ facts }) => shown(facts.tags),
  datasets: ({ facts }) => shown(facts.datasets),
  licenseClaimed: ({ facts }) => facts.licenseClaimed ?? null,
  license: ({ facts }) => facts.license ?? null,
  claims: ({ facts }) => shown(facts.claims),
  files: ({ facts }, { first, after }) => {
    const size = pageSize(first);
    const start = (keyOf(after, 1)?.[0] ?? -1) + 1;
    const files = (facts.files ?? []).slice(start, start + size + 1);
    const rows = files.map((file, i) => ({ ...file, position: start + i }));
    return connectionOf(rows, size, ({ position }) => cursorOf(position), after);
  },
  history: ({ stubId }, { first }, { hub }) => hub.store.imported.earlierFacts(stubId, pageSize(first)),
};

export const ImportedFile: ImportedFileResolvers = {
  sizeBytes: ({ sizeBytes }) => sizeBytes ?? null,
  digest: ({ sha256 }) => (sha256 === undefined ? null : `sha256:${sha256}`),
};

export const ListedFile: ListedFileResolvers = {
  checkpoint: async ({ checkpointId }, _, { loaders }) =>
    found(await loaders.checkpoint.load(checkpointId), checkpointId),
  said: async ({ checkpointId, stubId }, _, { loaders }) => {
    const said = await loaders.importedOf.load(checkpointId);
    return found(said.find((record) => record.stubId === stubId) ?? null, stubId);
  },
};

function shown<Item>(items: readonly Item[] | undefined): readonly Item[] {
  return items?.slice(0, SHOWN_MAX) ?? [];
}

function dateOf(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text);
}
