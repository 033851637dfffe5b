/** `$1`: now, `$2`: attempts at most. Uses evaluation_job_leased; a hundred at a time, so that nobody waits for it. */
export const RETURN_EXPIRED = `
  WITH over AS (
    SELECT id, leased_by, leased_host, lease_provider, leased_at, lease_expires_at, attempts
      FROM evaluation_job WHERE state = 'LEASED' AND lease_expires_at < $1
     ORDER BY lease_expires_at LIMIT 100 FOR UPDATE SKIP LOCKED
  ), noted AS (
    INSERT INTO evaluation_attempt (job_id, contributor_id, host, provider, began_at, ended_at, code, sentence)
    SELECT id, leased_by, leased_host, lease_provider, coalesce(leased_at, lease_expires_at), lease_expires_at,
           'HUB_LEASE_EXPIRED', 'the runner fell silent and its lease ran out'
      FROM over
  ), returned AS (
    UPDATE evaluation_job j
       SET state = CASE WHEN o.attempts >= $2 THEN 'FAILED' ELSE 'QUEUED' END,
           error = CASE WHEN o.attempts >= $2 THEN coalesce(j.error, 'every lease ran out without a result') ELSE j.error END,
           lease_token = NULL, lease_expires_at = NULL, commitment = NULL, committed_at = NULL, phase = NULL, items_done = NULL, items_total = NULL
      FROM over o WHERE j.id = o.id
    RETURNING j.id, j.state
  )
  SELECT id, state FROM returned`;
