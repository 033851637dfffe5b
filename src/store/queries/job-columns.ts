import { evaluationJobTable, type EvaluationJobRow } from '../tables/job-tables.ts';
import { SnakeNaming } from '../tables/table.ts';

const naming = new SnakeNaming();

/** A job's columns under the names of its row, for statements that are written by hand. */
export const JOB_COLUMNS = Object.keys(evaluationJobTable.options.columns)
  .map((name) => `j.${columnOf(name as keyof EvaluationJobRow)} AS "${name}"`)
  .join(', ');

export function columnOf(name: keyof EvaluationJobRow): string {
  return naming.columnName(name, undefined);
}
