import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { bytesOf } from '../../src/base/byte-source.ts';
import { inspectArtifact } from '../../src/checkpoint/inspect.ts';
import type { Drill } from './drill.ts';
import { evasionFiles, gadget } from './evasions.ts';

/** Every callable of Python's library, NumPy and torch as a gadget, and what published scanners let pass. */
export const maliciousPickles: Drill = {
  id: 'T1',
  claim: 'no pickle that would call something, however it hides, is ever allowed',
  async run(extent) {
    const violations: string[] = [];
    const states: Record<string, number> = {};
    const look = async (path: string, bytes: Uint8Array) => {
      const { state, findings } = await inspectArtifact(path, bytesOf(bytes));
      states[state] = (states[state] ?? 0) + 1;
      if (state !== 'QUARANTINED' && state !== 'REJECTED') violations.push(`${path}: ${state}`);
      if (findings.length === 0) violations.push(`${path}: ${state} without a finding`);
    };
    let gadgets = 0;
    for (const [module, name, protocol] of gadgetsOf(extent)) {
      await look(`${module}.${name} ${protocol}.pkl`, gadget(module, name, protocol));
      gadgets++;
    }
    const evasions = evasionFiles();
    for (const [path, bytes] of evasions) await look(path, bytes);
    return { figures: { gadgets, evasions: evasions.length, ...states }, violations };
  },
};

const FIXTURE = new URL('../../test/fixtures/safety/callables.json.gz', import.meta.url);

/** The slice has each callable once and a tenth of them twice, the whole each in every protocol. */
function* gadgetsOf(extent: 'SLICE' | 'WHOLE'): Generator<readonly [string, string, number]> {
  const modules = JSON.parse(gunzipSync(readFileSync(FIXTURE)).toString()) as Record<
    string,
    readonly string[]
  >;
  let count = 0;
  for (const [module, names] of Object.entries(modules))
    for (const name of names) {
      count++;
      const protocols =
        extent === 'WHOLE' ? [0, 1, 2, 3, 4, 5] : [count % 6, ...(count % 10 === 0 ? [(count + 3) % 6] : [])];
      for (const protocol of protocols) yield [module, name, protocol];
    }
}
