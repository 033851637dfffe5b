import { readFileSync } from 'node:fs';
import { messageOf } from '../../base/errors.ts';
import { loadedDriver } from '../loaded-driver.ts';
import { openSession } from '../open-session.ts';
import { isOnGpu, parseProvider, type Provider } from '../provider.ts';
import { scaledDifference } from '../../evaluation/scaled-difference.ts';
import { selfTestCases, type SelfTestCase } from './cases.ts';
import { CAPPED_PPM, type CaseResult, type SelfTestResult } from './self-test-result.ts';

// A child's program: the provider's name on stdin, one line on stdout. A driver that crashes takes only it along.
process.stdout.write(`${JSON.stringify(await answer())}\n`);

async function answer(): Promise<SelfTestResult> {
  try {
    const provider = parseProvider(readFileSync(0, 'utf8'));
    const cases: CaseResult[] = [];
    for (const each of selfTestCases()) cases.push(await tried(provider, each));
    return { driver: isOnGpu(provider) ? await loadedDriver() : null, cases };
  } catch (error) {
    const words = messageOf(error)
      .toWellFormed()
      .replaceAll(/\p{C}+/gu, ' ');
    return { error: words.slice(-1000) };
  }
}

async function tried(
  provider: Provider,
  { name, model, input, inputDims, expected }: SelfTestCase,
): Promise<CaseResult> {
  const session = await openSession(provider, model);
  const { y } = await session.run({ x: { values: input, dims: inputDims } });
  const received = y?.data instanceof Float32Array ? y.data : [];
  return { name, differencePpm: Math.min(1e6 * scaledDifference(expected, received), CAPPED_PPM) };
}
