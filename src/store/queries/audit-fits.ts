/**
 * Whether job `j` may go to somebody tied to these contributors: an audit goes to nobody who made, ran or is tied to
 * who ran the claim it asks about. True for every job that is no audit.
 */
export function auditFits(tied: `$${number}`): string {
  return `NOT EXISTS (
    SELECT FROM audit a JOIN claim c ON c.log_index = a.claim_log_index
     WHERE a.job_id = j.id
       AND (c.contributor_id = ANY(${tied})
            OR EXISTS (SELECT FROM run r WHERE r.core_digest = c.core_digest AND r.metric = c.metric
                          AND r.protocol_digest = c.protocol_digest AND r.contributor_id = ANY(${tied}))))`;
}
