import { readFileSync } from 'node:fs';
import { InferenceSession } from 'onnxruntime-node';

/*
 * Loads models as the runner does, each in two ways, and prints a line for each: what came out, in hex, or why not.
 * Started with an empty folder as its own and the runtime's telemetry off.
 */
const [first = '0', ...files] = process.argv.slice(2);
for (const [i, file] of files.entries()) {
  if (2 * i >= Number(first)) await attempt(2 * i, file);
  if (2 * i + 1 >= Number(first)) await attempt(2 * i + 1, readFileSync(file));
}

async function attempt(at: number, model: string | Uint8Array): Promise<void> {
  console.log(JSON.stringify({ at, ...(await outcomeOf(model)) }));
}

async function outcomeOf(model: string | Uint8Array) {
  try {
    const options = { logSeverityLevel: 4 } as const;
    const session =
      typeof model === 'string'
        ? await InferenceSession.create(model, options)
        : await InferenceSession.create(model, options);
    const { y } = await session.run({});
    const values = y?.data;
    return {
      hex:
        values instanceof Float32Array
          ? Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('hex')
          : '',
    };
  } catch (error) {
    return { error: String(error).slice(0, 200) };
  }
}
