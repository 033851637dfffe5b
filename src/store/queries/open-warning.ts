/**
 * Whether a report (alias r) warns somebody whose own core digest is `own`: a verdict to warn of, that stands and that no
 * report of one's own answers. What answers is one of the same series that is settled, or that warns itself.
 */
export function isOpenWarning(own: string): string {
  return `r.warns AND ${isLive('r')}
     AND (r.core_digest = ${own} OR NOT EXISTS (
           SELECT FROM report o
            WHERE o.core_digest = ${own} AND ${isOneSeries('o', 'r')} AND (o.is_settled OR (o.warns AND ${isLive('o')}))))`;
}

/** Whether a report counts for anything. */
export function isLive(report: string): string {
  return `${report}.standing NOT IN ('REFUTED', 'REPLACED', 'WITHDRAWN')`;
}

/** Whether two reports can be compared, whatever they are on. */
export function isOneSeries(one: string, other: string): string {
  const columns = ['topic', 'dataset_digest', 'protocol_digest', 'attribute', 'kind'];
  return columns.map((column) => `${one}.${column} = ${other}.${column}`).join(' AND ');
}
