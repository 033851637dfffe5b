import { hash } from 'node:crypto';
import { datasetNameOf, type DatasetEdgeKind, type DatasetName } from '../../checkpoint/dataset-name.ts';
import type { ImportedFacts, ImportedModel, SaidParent } from '../../import/imported-model.ts';
import { isWeightsPath } from '../../import/read-files.ts';
import { stubFacts, type StubFacts } from '../projections/facet-row.ts';

/**
 * A row as it waits for its batch: what the tables take, and not the hundred objects it was read from. Thousands wait at
 * once, and what waits is copied by the collector again and again.
 */
export interface ModelRow {
  readonly line: number;
  readonly name: string;
  readonly crawledAt: Date;
  readonly parents: readonly SaidParent[];
  /** JSON of its facts. */
  readonly facts: string;
  /** In hex; equal for equal rows. */
  readonly digest: string;
  /** A listing may name a model that it could not look into. */
  readonly saysNothing: boolean;
  readonly found: StubFacts;
  readonly files: readonly DigestedFile[];
  readonly datasets: readonly SaidDataset[];
}

export interface DigestedFile {
  readonly sha256: string;
  readonly isWeights: boolean;
}

export interface SaidDataset {
  readonly name: DatasetName;
  readonly kind: DatasetEdgeKind;
}

export function modelRow(line: number, model: ImportedModel, source: string, crawledAt: Date): ModelRow {
  const { name, parents } = model;
  // The readers give facts and parents in one order, so that equal rows are equal as text.
  const facts = JSON.stringify(model.facts);
  return {
    line,
    name,
    crawledAt,
    parents,
    facts,
    digest: hash('sha256', facts + JSON.stringify(parents)),
    saysNothing: facts === '{}',
    found: stubFacts(model.facts),
    files: digestedFiles(model.facts),
    datasets: saidDatasets(model.facts, source),
  };
}

// Each digest once; as weights where any of its files is.
function digestedFiles({ files = [] }: ImportedFacts): readonly DigestedFile[] {
  const found = new Map<string, boolean>();
  for (const { path, sha256 } of files)
    if (sha256 !== undefined) found.set(sha256, found.get(sha256) === true || isWeightsPath(path));
  return [...found].map(([sha256, isWeights]) => ({ sha256, isWeights }));
}

/** Datasets that a card names it was trained on, and those its scores were measured on. */
function saidDatasets({ datasets = [], claims = [] }: ImportedFacts, source: string): readonly SaidDataset[] {
  const said = new Map<string, SaidDataset>();
  const add = (text: string | null, kind: DatasetEdgeKind) => {
    const name = text === null ? null : datasetNameOf(`${source}:datasets/${text}`);
    if (name !== null) said.set(`${kind} ${name}`, { name, kind });
  };
  for (const text of datasets) add(text, 'TRAINED_ON');
  for (const { dataset } of claims) add(dataset, 'EVALUATED_ON');
  return [...said.values()];
}
