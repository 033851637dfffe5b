import { DataSource } from 'typeorm';
import { expect, test } from 'vitest';
import { optionsOf } from '../../src/store/open-store.ts';
import { freshDatabase } from '../support/database.ts';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const TENSORS = [
  { name: 'w', dtype: 'F32', shape: [3, 4], offset: 80, lengthBytes: 48, digest: DIGEST },
  { name: 'scalar', dtype: 'I64', shape: [], offset: null, lengthBytes: 8, digest: DIGEST },
  { name: 'optimizer.w.exp_avg', dtype: 'F32', shape: [0, 2], offset: 128, lengthBytes: 0, digest: DIGEST },
];
const INSPECTION = {
  format: 'safetensors',
  state: 'VERIFIED',
  tensors: TENSORS,
  architecture: { inputs: [], outputs: [], opHistogram: {}, opsets: [], producer: '', irVersion: 8 },
  weightsIdentity: DIGEST,
  inspectorVersion: 'heirloom-1',
};

test('what an older hub knew of its files is carried over, and back', async () => {
  await using database = await freshDatabase();
  const source = await new DataSource(optionsOf({ url: database.url })).initialize();
  try {
    await backToTheFirst(source);
    await database.rows(
      `INSERT INTO artifact (digest, size_bytes, git_blob_digest, format, state, inspection, piece_hashes, created_at)
       VALUES ($1, 128, $2, 'safetensors', 'VERIFIED', $3, '', now())`,
      [DIGEST, 'cd'.repeat(20), JSON.stringify(INSPECTION)],
    );
    await source.runMigrations();
    expect(
      await database.rows(
        'SELECT position, name, shape, elements::int, tensor_offset::int AS at, is_model FROM tensor ORDER BY position',
      ),
    ).toEqual([
      { position: 0, name: 'w', shape: ['3', '4'], elements: 12, at: 80, is_model: true },
      { position: 1, name: 'scalar', shape: [], elements: 1, at: null, is_model: true },
      { position: 2, name: 'optimizer.w.exp_avg', shape: ['0', '2'], elements: 0, at: 128, is_model: false },
    ]);
    expect(await database.rows('SELECT kind, value FROM artifact_digest ORDER BY kind')).toEqual([
      { kind: 'AUTO_V2', value: 'abababab'.padEnd(10, 'ab') },
      { kind: 'GIT_BLOB_SHA1', value: 'cd'.repeat(20) },
    ]);
    const [row] = await database.rows(
      'SELECT path, inspector_version, weights_identity, tensor_count, inspection FROM artifact',
    );
    const { tensors: _, ...rest } = INSPECTION;
    expect(row).toMatchObject({
      path: 'artifact',
      inspector_version: 'heirloom-1',
      weights_identity: DIGEST,
      tensor_count: 3,
      inspection: { ...rest, parts: [], chatTemplates: [], architecture: { family: null, dimensions: {} } },
    });
    await backToTheFirst(source);
    const [back] = await database.rows('SELECT git_blob_digest, inspection FROM artifact');
    expect(back).toMatchObject({ git_blob_digest: 'cd'.repeat(20), inspection: { tensors: TENSORS } });
  } finally {
    await source.destroy();
  }
});

async function backToTheFirst(source: DataSource): Promise<void> {
  for (const _ of source.migrations.slice(1)) await source.undoLastMigration();
}
