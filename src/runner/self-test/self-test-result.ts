import { FieldReader } from '../../evaluation/field-reader.ts';
import { isDriver } from '../loaded-driver.ts';
import { runnerFault } from '../runner-error.ts';

/** What a provider answered to the self-test: how far it was off in each case, or why it could not begin. */
export type SelfTestResult =
  | { readonly driver: string | null; readonly cases: readonly CaseResult[] }
  | { readonly error: string };

export interface CaseResult {
  readonly name: string;
  /** Largest difference in millionths of the answer's range; `CAPPED` stands for more or for no number. */
  readonly differencePpm: number;
}

/** Nothing larger need be told apart. */
export const CAPPED_PPM = 1_000_000_000;

export const SELF_TEST_BYTES_MAX = 16 << 10;

/** Reads the child's line; refuses with `RUNNER_OUTPUT_INVALID`. */
export function readSelfTest(stdout: Uint8Array): SelfTestResult {
  const read = new FieldReader();
  const json = parsed(stdout);
  const isError = typeof json === 'object' && json !== null && 'error' in json;
  const root = read.object(json, '$', isError ? ['error'] : ['driver', 'cases']);
  const result = isError ? { error: read.text(root['error'], '$.error', 1000) } : readCases(read, root);
  read.end('RUNNER_OUTPUT_INVALID', 'the self-test’s line', 'this is a bug of the runner: report it');
  return result;
}

function readCases(read: FieldReader, root: Readonly<Record<string, unknown>>): SelfTestResult {
  const cases = read.list(root['cases'], '$.cases', 1, 100).map((each, i) => {
    const path = `$.cases[${i}]`;
    const entry = read.object(each, path, ['name', 'differencePpm']);
    const isSize = (value: unknown): value is number =>
      typeof value === 'number' && value >= 0 && value <= CAPPED_PPM;
    return {
      name: read.text(entry['name'], `${path}.name`, 100),
      differencePpm: read.matching(entry['differencePpm'], `${path}.differencePpm`, 'millionths', isSize),
    };
  });
  const driver = root['driver'];
  const isDriverOrNone = (value: unknown): value is string | null => value === null || isDriver(value);
  return { driver: read.matching(driver, '$.driver', 'a driver’s short name', isDriverOrNone), cases };
}

function parsed(stdout: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(stdout));
  } catch {
    throw runnerFault('RUNNER_OUTPUT_INVALID', 'the self-test answered nonsense', {
      expected: 'one line of JSON',
      received: `${stdout.byteLength} bytes that are none`,
    });
  }
}
