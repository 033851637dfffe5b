// Not breaking: columns that older releases don't know.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a card declares, the memory that running takes, copyleft and evaluated tasks, for the search by use. */
export class ChooseByUse1765200000016 implements MigrationInterface {
  readonly name = 'ChooseByUse1765200000016';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const UP = [
  'ALTER TABLE checkpoint ADD card_facts jsonb',
  'CREATE INDEX checkpoint_card_unread ON checkpoint (id) WHERE digest IS NOT NULL AND card_facts IS NULL',
  'ALTER TABLE checkpoint_facet ADD inference_bytes bigint',
  'CREATE INDEX checkpoint_facet_inference ON checkpoint_facet (inference_bytes) WHERE inference_bytes IS NOT NULL',
  `UPDATE checkpoint_facet f SET inference_bytes = e.bytes
     FROM (SELECT c.id, (each->>'totalBytes')::numeric::bigint AS bytes
             FROM checkpoint c CROSS JOIN LATERAL jsonb_array_elements(c.resources) each
            WHERE c.resources IS NOT NULL AND each->>'use' = 'INFERENCE' AND each->>'precision' = 'AS_STORED') e
    WHERE f.checkpoint_id = e.id`,
  // Rather too many than too few: 'MIT OR GPL-3.0-only' is corrected when its row is written again.
  `UPDATE checkpoint_facet SET words = words || array_to_tsvector(ARRAY['is:copyleft'])
    WHERE license ~ '(GPL-|MPL-|EPL-|EUPL-|OSL-|CECILL-|MS-RL|ODbL-|OFL-|-SA-|Vim)'`,
  `UPDATE checkpoint_facet f SET words = f.words || t.words
     FROM (SELECT c.id, array_to_tsvector(array_agg(DISTINCT 'evaluated:' || CASE p.body->'task'->>'id'
                    WHEN 'causal-language-modelling' THEN 'text-generation' ELSE p.body->'task'->>'id' END)) AS words
             FROM (SELECT core_digest, protocol_digest FROM claim
                   UNION SELECT core_digest, protocol_digest FROM run WHERE withdrawal_log_index IS NULL) e
             JOIN checkpoint c ON c.core_digest = e.core_digest
             JOIN protocol p ON p.digest = e.protocol_digest
            GROUP BY c.id) t
    WHERE f.checkpoint_id = t.id`,
];

const DOWN = [
  `UPDATE checkpoint_facet SET words = ts_delete(words,
     ARRAY(SELECT w.lexeme FROM unnest(words) w WHERE w.lexeme = 'is:copyleft' OR w.lexeme LIKE 'evaluated:%'))`,
  'DROP INDEX checkpoint_facet_inference',
  'ALTER TABLE checkpoint_facet DROP COLUMN inference_bytes',
  'DROP INDEX checkpoint_card_unread',
  'ALTER TABLE checkpoint DROP COLUMN card_facts',
];
