import type { Reference } from '../../checkpoint/reference.ts';

/** A SELECT of the id that a reference means, its values from `$1` on, and a name for its form. */
export interface ReferenceQuery {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A name without a revision means the checkpoint published last. */
export function idByReference(reference: Reference): ReferenceQuery {
  switch (reference.kind) {
    case 'DIGEST':
      return { name: 'digest', text: BY_DIGEST, values: [reference.digest] };
    case 'STUB':
      return { name: 'stub', text: BY_STUB_NAME, values: [reference.stub] };
    case 'MODEL':
      return reference.revision === null
        ? { name: 'model', text: BY_MODEL, values: [reference.name.toLowerCase()] }
        : { name: 'revision', text: BY_REVISION, values: [reference.name.toLowerCase(), reference.revision] };
  }
}

const BY_DIGEST = 'SELECT d.id FROM checkpoint d WHERE d.digest = $1::text';

// The name of a stub that was merged means what it became.
const BY_STUB_NAME =
  'SELECT coalesce(s.merged_into_id, s.id) AS id FROM checkpoint s WHERE s.stub_name = $1::text';

// Uses model_name_key and the primary key of revision. What was published last, and of a legacy its conversion; a
// conversion itself is never what was published last, for the hub makes it at its own time. What was taken back is meant
// only where all of it was.
const BY_MODEL = `
  SELECT coalesce(rc.conversion_id, rc.id) AS id
    FROM revision r JOIN model rm ON rm.id = r.model_id JOIN checkpoint rc ON rc.id = r.checkpoint_id
   WHERE rm.name_key = $1::text
     AND NOT EXISTS (SELECT FROM checkpoint source WHERE source.conversion_id = rc.id)
   ORDER BY EXISTS (SELECT FROM checkpoint_withdrawal w WHERE w.checkpoint_id = rc.id), r.log_index DESC LIMIT 1`;

const BY_REVISION = `
  SELECT r.checkpoint_id AS id FROM revision r JOIN model rm ON rm.id = r.model_id
   WHERE rm.name_key = $1::text AND r.name = $2::text`;
