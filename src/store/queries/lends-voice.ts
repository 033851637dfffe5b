import { CROSS } from '../../bias/read-marginals.ts';

/**
 * Whether a run's evaluator, and not its author, speaks in a report: the run stands, and its items were split by the
 * attribute that the report is about, right answers counted. Label groups and good outcomes are the author's choice:
 * with others a gap can be made to vanish, and a vetted evaluator would vouch for it.
 */
export function lendsVoice(run: string, report: string): string {
  const by = `${report}.payload #> '{from,by}'`;
  return `${run}.log_index = ${report}.run_log_index AND ${run}.withdrawal_log_index IS NULL
      AND NOT ${by} ? 'positive'
      AND ${report}.attribute = (
        SELECT string_agg(name, '${CROSS}' ORDER BY place)
          FROM jsonb_array_elements_text(${by} -> 'attributes') WITH ORDINALITY AS split(name, place))`;
}
