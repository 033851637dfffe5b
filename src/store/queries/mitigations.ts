import { aboveOf } from './above.ts';
import { isLive, isOneSeries } from './open-warning.ts';

/**
 * What descendants did about reports that warn: each pair of a report and a checkpoint below it that was declared to
 * address it, or has a report of the same series itself; with the report that answers best, settled before not, newest
 * first. The starts of `aboveOf` are the checkpoints; `pairs` narrows which of them meet which reports (alias r).
 */
function mitigations(starts: string, pairs: string): string {
  return `
  WITH RECURSIVE ${aboveOf(starts)},
  pair AS (
    SELECT DISTINCT a.start, r.log_index
      FROM above a
      JOIN checkpoint c ON c.id = a.id
      JOIN checkpoint s ON s.id = a.start
      JOIN report r ON r.core_digest = c.core_digest AND r.core_digest IS DISTINCT FROM s.core_digest
     WHERE r.warns AND ${isLive('r')} AND ${pairs}),
  known AS (
    SELECT p.start, r.log_index, r.core_digest, r.topic, r.dataset_digest, r.protocol_digest, r.attribute, r.kind,
           r.standing, o.log_index AS answer, m.log_index AS declared
      FROM pair p
      JOIN report r ON r.log_index = p.log_index
      JOIN checkpoint s ON s.id = p.start
      LEFT JOIN mitigation m ON m.report_log_index = r.log_index AND m.child_id = s.id
      LEFT JOIN LATERAL (
        SELECT o.log_index FROM report o
         WHERE o.core_digest = s.core_digest AND ${isOneSeries('o', 'r')} AND ${isLive('o')}
         ORDER BY o.is_settled DESC, o.log_index DESC LIMIT 1) o ON true
     WHERE m.log_index IS NOT NULL OR o.log_index IS NOT NULL)`;
}

const ROW = `start AS "childId", log_index AS "reportLogIndex", answer AS "answerLogIndex",
             declared AS "declaredLogIndex"`;

/** By checkpoint; of reports on one ancestor that say the same, the declared one, else the one that stands best. */
export const MITIGATIONS_ON = `
  ${mitigations('$1::bigint[]', 'true')},
  best AS (
    SELECT DISTINCT ON (start, core_digest, topic, dataset_digest, protocol_digest, attribute, kind) known.*
      FROM known
     ORDER BY start, core_digest, topic, dataset_digest, protocol_digest, attribute, kind, declared NULLS LAST,
              array_position(ARRAY['CONFIRMED', 'REPRODUCED', 'FILED', 'CONTESTED'], standing), log_index)
  SELECT ${ROW} FROM best ORDER BY start, log_index`;

/** By report, newest answer first; uses report_series to find who may have answered. */
export const MITIGATIONS_OF = `
  ${mitigations(
    `(SELECT array_agg(child) FROM (
        SELECT m.child_id AS child FROM mitigation m WHERE m.report_log_index = ANY($1)
        UNION
        SELECT x.id FROM report r JOIN report o ON ${isOneSeries('o', 'r')}
          JOIN checkpoint x ON x.core_digest = o.core_digest
         WHERE r.log_index = ANY($1) AND o.core_digest <> r.core_digest) AS candidate)`,
    'r.log_index = ANY($1)',
  )},
  ranked AS (
    SELECT known.*, row_number() OVER (PARTITION BY log_index ORDER BY answer DESC NULLS LAST, declared DESC) AS place
      FROM known)
  SELECT ${ROW} FROM ranked WHERE place <= $2 ORDER BY log_index, place`;
