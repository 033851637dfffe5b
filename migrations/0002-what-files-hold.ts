// Not breaking for readers of the API; an older release can't start on the new tables.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tensors, other names of the same bytes, blocks, and what a steward let go. */
export class WhatFilesHold1763800000002 implements MigrationInterface {
  readonly name = 'WhatFilesHold1763800000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(MOVED);
    await runner.query(STRICT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(BACK);
  }
}

const TABLES = `
    CREATE TABLE artifact_digest (
      kind text NOT NULL,
      value text NOT NULL,
      digest text NOT NULL,
      CONSTRAINT artifact_digest_pk PRIMARY KEY (kind, value, digest)
    );

    CREATE INDEX artifact_digest_of ON artifact_digest (digest);

    CREATE TABLE tensor (
      artifact text NOT NULL,
      position integer NOT NULL,
      name text NOT NULL,
      dtype text NOT NULL,
      shape bigint[] NOT NULL,
      elements bigint NOT NULL,
      tensor_offset bigint,
      length_bytes bigint NOT NULL,
      digest text NOT NULL,
      is_model boolean NOT NULL,
      statistics jsonb,
      spectrum jsonb,
      CONSTRAINT tensor_pk PRIMARY KEY (artifact, position)
    );

    CREATE INDEX tensor_digest ON tensor (digest) WHERE elements >= 1000;

    ALTER TABLE artifact
      ADD path text,
      ADD inspector_version text,
      ADD weights_identity text,
      ADD tensor_count integer,
      ADD block_digests bytea,
      ADD is_named boolean,
      ADD release_log_index bigint;

    CREATE INDEX artifact_inspector_version ON artifact (inspector_version);

    ALTER TABLE checkpoint_artifact ADD state text;

    ALTER TABLE checkpoint
      ADD conversion_id bigint,
      ADD resources jsonb;

    CREATE INDEX checkpoint_weights ON checkpoint (weights_identity);

    CREATE INDEX checkpoint_unconverted ON checkpoint (id)
      WHERE state = 'VERIFIED_LEGACY' AND conversion_id IS NULL;

    ALTER TABLE checkpoint
      ADD CONSTRAINT checkpoint_conversion_id_fk FOREIGN KEY (conversion_id)
      REFERENCES checkpoint(id);

    CREATE INDEX checkpoint_conversion ON checkpoint (conversion_id);

    ALTER TABLE artifact
      ADD CONSTRAINT artifact_release_log_index_fk FOREIGN KEY (release_log_index)
      REFERENCES statement(log_index);

    ALTER TABLE artifact_digest
      ADD CONSTRAINT artifact_digest_digest_fk FOREIGN KEY (digest)
      REFERENCES artifact(digest);

    ALTER TABLE tensor
      ADD CONSTRAINT tensor_artifact_fk FOREIGN KEY (artifact)
      REFERENCES artifact(digest);
`;

// What the older inspector found stays true; it is inspected again once the hub runs.
const MOVED = `
    UPDATE checkpoint_artifact ca SET state = a.state FROM artifact a WHERE a.digest = ca.digest;

    INSERT INTO artifact_digest (kind, value, digest)
    SELECT 'GIT_BLOB_SHA1', git_blob_digest, digest FROM artifact;

    INSERT INTO artifact_digest (kind, value, digest)
    SELECT 'AUTO_V2', substr(digest, 8, 10), digest FROM artifact;

    INSERT INTO tensor (artifact, position, name, dtype, shape, elements, tensor_offset, length_bytes, digest, is_model)
    SELECT a.digest, t.position - 1, t.tensor ->> 'name', t.tensor ->> 'dtype', s.shape, s.elements,
           (t.tensor ->> 'offset')::bigint, (t.tensor ->> 'lengthBytes')::bigint, t.tensor ->> 'digest',
           t.tensor ->> 'name' !~ '(^|[./])(optimizer|exp_avg|exp_avg_sq|momentum_buffer|square_avg)([./]|$)'
      FROM artifact a
     CROSS JOIN LATERAL jsonb_array_elements(a.inspection -> 'tensors') WITH ORDINALITY AS t(tensor, position)
     CROSS JOIN LATERAL (
       SELECT coalesce(array_agg(d::bigint ORDER BY o), '{}') AS shape, CASE WHEN count(*) = 0 THEN 1 WHEN bool_or(d = '0') THEN 0
                   ELSE round(exp(sum(ln(nullif(d::numeric, 0))))) END AS elements
         FROM jsonb_array_elements_text(t.tensor -> 'shape') WITH ORDINALITY AS dims(d, o)
     ) s;

    UPDATE artifact a
       SET path = coalesce(
             (SELECT ca.path FROM checkpoint_artifact ca WHERE ca.digest = a.digest ORDER BY ca.checkpoint_id, ca.path LIMIT 1),
             (SELECT d.path FROM dataset d WHERE d.digest = a.digest LIMIT 1), 'artifact'),
           inspector_version = inspection ->> 'inspectorVersion',
           weights_identity = inspection ->> 'weightsIdentity',
           is_named = false,
           tensor_count = jsonb_array_length(inspection -> 'tensors'),
           inspection = '{"tokenizer": null, "chatTemplates": [], "parts": [], "pickleGlobals": []}'
                        || (inspection - 'tensors');

    UPDATE artifact
       SET inspection = jsonb_set(inspection, '{architecture}',
             '{"family": null, "dimensions": {}}' || (inspection -> 'architecture'))
     WHERE jsonb_typeof(inspection -> 'architecture') = 'object';
`;

const STRICT = `
    ALTER TABLE checkpoint_artifact ALTER COLUMN state SET NOT NULL;

    ALTER TABLE artifact
      ALTER COLUMN path SET NOT NULL,
      ALTER COLUMN inspector_version SET NOT NULL,
      ALTER COLUMN tensor_count SET NOT NULL,
      ALTER COLUMN is_named SET NOT NULL,
      DROP COLUMN git_blob_digest;

    CREATE INDEX artifact_unnamed ON artifact (created_at) WHERE NOT is_named;
`;

const BACK = `
    ALTER TABLE artifact ADD git_blob_digest text;

    UPDATE artifact a
       SET git_blob_digest = coalesce(
             (SELECT value FROM artifact_digest d WHERE d.digest = a.digest AND d.kind = 'GIT_BLOB_SHA1'), ''),
           inspection = inspection || jsonb_build_object('tensors', coalesce(
             (SELECT jsonb_agg(jsonb_build_object('name', t.name, 'dtype', t.dtype, 'shape', to_jsonb(t.shape),
                                                  'offset', t.tensor_offset, 'lengthBytes', t.length_bytes,
                                                  'digest', t.digest) ORDER BY t.position)
                FROM tensor t WHERE t.artifact = a.digest), '[]'));

    ALTER TABLE artifact ALTER COLUMN git_blob_digest SET NOT NULL;

    DROP TABLE tensor, artifact_digest;

    DROP INDEX checkpoint_weights, checkpoint_unconverted, checkpoint_conversion;

    ALTER TABLE checkpoint_artifact DROP COLUMN state;

    ALTER TABLE checkpoint
      DROP COLUMN conversion_id,
      DROP COLUMN resources;

    ALTER TABLE artifact
      DROP COLUMN path,
      DROP COLUMN inspector_version,
      DROP COLUMN weights_identity,
      DROP COLUMN tensor_count,
      DROP COLUMN block_digests,
      DROP COLUMN is_named,
      DROP COLUMN release_log_index;
`;
