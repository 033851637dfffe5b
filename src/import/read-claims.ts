import { isObject } from '../base/is-object.ts';
import { Fields } from './fields.ts';
import type { ImportProblem } from './import-problem.ts';
import type { ImportedClaim } from './imported-model.ts';

/** Leaderboards write dozens; nobody reads thousands. */
const CLAIMS_MAX = 1_000;

/** The values of a card's model index, flat: one claim a metric. */
export function readClaims(fields: Fields, names: readonly string[], problems: ImportProblem[]) {
  const entries = fields.list(names, 'an object', 100, (value) => (isObject(value) ? value : undefined));
  const claims = entries?.flatMap((entry) => resultsOf(new Fields(entry, problems), problems)) ?? [];
  return claims.slice(0, CLAIMS_MAX);
}

function resultsOf(entry: Fields, problems: ImportProblem[]): readonly ImportedClaim[] {
  const results = entry.list(['results'], 'an object', CLAIMS_MAX, objectOf) ?? [];
  return results.flatMap((result) => {
    const fields = new Fields(result, problems);
    const task = nameOf(fields.any('task'));
    const dataset = nameOf(fields.any('dataset'));
    const metrics = fields.list(['metrics'], 'an object', CLAIMS_MAX, objectOf) ?? [];
    return metrics.flatMap((metric) => {
      const value = valueOf(metric['value']);
      const name = nameOf(metric);
      return name === null || value === null ? [] : [{ task, dataset, metric: name, value }];
    });
  });
}

const objectOf = (value: unknown) => (isObject(value) ? value : undefined);

function nameOf(value: unknown): string | null {
  if (!isObject(value)) return null;
  const name = value['type'] ?? value['name'];
  return typeof name === 'string' ? name.slice(0, NAME_MAX) : null;
}

const NAME_MAX = 200;

// Mostly numbers; some write "0.91 +/- 0.02" or a list.
function valueOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.slice(0, NAME_MAX) : null;
}
