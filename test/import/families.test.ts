import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { datasetNameOf } from '../../src/checkpoint/dataset-name.ts';
import { families, openImporting } from './importing.ts';

const edges = path.join(families, 'edges.csv');
const models = path.join(families, 'models.jsonl.gz');

describe('fourteen families of Hugging Face', () => {
  test('by their edges alone are 644 names and 631 edges', async () => {
    await using importing = await openImporting();
    const { leftOut, counts } = await importing.file('edges', edges);
    expect({ leftOut, rows: counts['rows'] }).toEqual({ leftOut: 0, rows: 631 });
    expect(await importing.store.imports.census()).toMatchObject({
      nodes: 644,
      listed: 0,
      bare: 644,
      edges: 631,
      byKind: { FINE_TUNE: 374, ADAPTER: 143, QUANTIZATION: 98, MERGE: 16 },
      byPlace: { CSV: 631 },
    });
    expect(await importing.store.graph.waitingCount()).toBe(0);
  });

  const whole = {
    nodes: 656,
    listed: 373,
    withMetadata: 367,
    bare: 283,
    edges: 654,
    byKind: { FINE_TUNE: 397, ADAPTER: 143, QUANTIZATION: 98, MERGE: 16 },
    byPlace: { CSV: 631, CARD: 377, TAG: 357 },
  };

  test('with their models too are 373 listed ones, and the same in the other order; a second time nothing changes', async () => {
    await using one = await openImporting();
    await one.file('edges', edges);
    await one.file('models', models);
    expect(await one.store.imports.census()).toMatchObject(whole);
    const before = await one.database.fingerprint();
    expect(await one.file('models', models)).toMatchObject({ changes: 0, leftOut: 0 });
    expect(await one.file('edges', edges)).toMatchObject({ changes: 0, leftOut: 0 });
    expect(await one.database.fingerprint()).toEqual(before);

    await using other = await openImporting();
    await other.file('models', models);
    await other.file('edges', edges);
    expect(await other.store.imports.census()).toMatchObject(whole);
    expect(await other.edgesInGraph()).toEqual(await one.edgesInGraph());
  });

  test('by edge lists and tags alone are 634 edges between 647 names; the rest only cards say', async () => {
    await using importing = await openImporting();
    await importing.file('edges', edges);
    await importing.file('models', models);
    const [row] = await importing.database.rows(`
      WITH said AS (SELECT DISTINCT child_id, parent_id, kind FROM imported_edge WHERE place IN ('CSV', 'TAG'))
      SELECT (SELECT count(*)::int FROM said) AS edges,
             (SELECT count(*)::int FROM (SELECT child_id FROM said UNION SELECT parent_id FROM said
                                          UNION SELECT checkpoint_id FROM imported_model) n) AS names`);
    expect(row).toEqual({ edges: 634, names: 647 });
  });

  test('are somebody else’s words: no edge has a statement', async () => {
    await using importing = await openImporting();
    await importing.file('models', models);
    expect(await importing.database.rows('SELECT 1 FROM lineage_edge WHERE log_index IS NOT NULL')).toEqual(
      [],
    );
    expect(await importing.database.rows('SELECT 1 FROM statement')).toEqual([]);
  });

  test('have datasets, and one reaches what was trained on it and what was made from that', async () => {
    await using importing = await openImporting();
    await importing.file('edges', edges);
    await importing.file('models', models);
    const { datasetGraph } = importing.store;
    const name = datasetNameOf('huggingface.co:datasets/AGBonnet/augmented-clinical-notes');
    const node = name && (await datasetGraph.find(name));
    const reached = await datasetGraph.reachedFrom(node!.id, { size: 50, key: null, isBackwards: false });
    expect(reached.map(({ depth, checkpoint }) => `${depth} ${checkpoint.stubName}`).toSorted()).toEqual([
      '1 huggingface.co:AGBonnet/medinote-7b',
      '2 huggingface.co:mradermacher/medinote-7b-GGUF',
      '2 huggingface.co:mradermacher/medinote-7b-i1-GGUF',
    ]);
    const [row] = await importing.database.rows<{ kinds: unknown }>(
      `SELECT json_object_agg(kind, n) AS kinds FROM (SELECT kind, count(*) AS n FROM dataset_edge GROUP BY kind) k`,
    );
    expect(row?.kinds).toEqual({ TRAINED_ON: 193, EVALUATED_ON: 16 });
  });

  test('have totals of what was downloaded below each, whatever came first', async () => {
    await using importing = await openImporting();
    await importing.file('edges', edges);
    await importing.file('models', models);
    const [row] = await importing.database.rows(`
      SELECT n.descendant_downloads = (SELECT sum(f.downloads) FROM lineage_node d JOIN checkpoint_facet f USING (checkpoint_id)
                                        WHERE n.checkpoint_id = ANY (d.ancestor_ids)) AS same,
             n.descendant_downloads > 1000 AS many
        FROM lineage_node n JOIN checkpoint c ON c.id = n.checkpoint_id
       WHERE c.stub_name = 'huggingface.co:meta-llama/Llama-2-7b'`);
    expect(row).toEqual({ same: true, many: true });
  });
});
