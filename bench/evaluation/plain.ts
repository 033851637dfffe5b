import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Loads the model and runs the items in batches of 64, twenty times in one process; the seconds of one time. */
export async function plainSeconds(model: Uint8Array, items: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'heirloom-plain-'));
  try {
    const file = join(folder, 'model.onnx');
    writeFileSync(file, model);
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', PROGRAM, file, String(items)], {
      encoding: 'utf8',
      cwd: import.meta.dirname,
      env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' },
    });
    const seconds = Number(stdout);
    if (!(seconds > 0)) throw new Error(stderr);
    return seconds;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const PROGRAM = `
const ort = require('onnxruntime-node');
const [file, items] = process.argv.slice(1);
const options = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' };
const once = async () => {
  const session = await ort.InferenceSession.create(file, options);
  for (let done = 0; done < Number(items); done += 64) {
    const x = new ort.Tensor('float32', new Float32Array(64 * 784).fill(0.5), [64, 1, 28, 28]);
    await session.run({ [session.inputNames[0]]: x });
  }
};
(async () => {
  for (let i = 0; i < 3; i++) await once();
  const startedAt = performance.now();
  for (let i = 0; i < 20; i++) await once();
  console.log((performance.now() - startedAt) / 20000);
})();
`;
