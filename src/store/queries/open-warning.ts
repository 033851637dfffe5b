/**
 * Whether a report (alias r) warns somebody whose own core digest is `own`: a verdict to warn of that its author has not
 * replaced by a newer report, and that a report of one's own on the same data and attribute does not answer.
 */
export function isOpenWarning(own: string): string {
  return `r.warns
     AND (r.core_digest = ${own} OR NOT EXISTS (
           SELECT FROM report o
            WHERE o.core_digest = ${own} AND o.topic = r.topic AND o.dataset_digest = r.dataset_digest
              AND o.attribute = r.attribute))
     AND NOT EXISTS (
           SELECT FROM report newer
            WHERE newer.core_digest = r.core_digest AND newer.topic = r.topic
              AND newer.dataset_digest = r.dataset_digest
              AND newer.attribute = r.attribute AND newer.contributor_id = r.contributor_id
              AND newer.log_index > r.log_index)`;
}
