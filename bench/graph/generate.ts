/**
 * Writes a made-up listing of models as Hugging Face's API gives it, one JSON object a line, any size in bounded memory:
 * `node bench/graph/generate.ts --models 1000000 --out FILE.jsonl [--seed N]`. The same seed gives the same bytes, and a
 * smaller number the first lines of a larger one.
 */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { graphOf } from './model.ts';

const { values } = parseArgs({
  options: {
    models: { type: 'string', default: '10000' },
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const models = Number(values.models);
if (!Number.isInteger(models) || models < 1 || models > 10_000_000)
  throw new Error('--models is 1 to 10000000');

const startedAt = performance.now();
const out = values.out === undefined ? process.stdout : createWriteStream(values.out);
await pipeline(Readable.from(lines(models, Number(values.seed))), out);
const seconds = (performance.now() - startedAt) / 1000;
console.error(`${models} models in ${seconds.toFixed(1)} s, ${Math.round(models / seconds)} a second`);

function* lines(count: number, seed: number): Generator<string> {
  const graph = graphOf(seed);
  let chunk = '';
  for (let node = 0; node < count; node += 1) {
    chunk += `${JSON.stringify(graph.modelOf(node))}\n`;
    if (chunk.length < 262_144) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
