import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const FOLDER = new URL('../data/evals/', import.meta.url);

/** A file of records that others published, as bytes. */
export function recordsOf(name: 'eee-helm_classic' | 'eee-global-mmlu-lite'): Buffer {
  return unpacked(`${name}.jsonl.gz`);
}

/** The files of lm-eval for each step of one training, by name. */
export function trainingFiles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(JSON.parse(unpacked('pythia-70m-zero-shot.json.gz').toString()) as Record<string, string>),
  );
}

export const everyEvalEverSchema = JSON.parse(
  unpacked('../../fixtures/every-eval-ever/eval.schema.json.gz').toString(),
) as object;

function unpacked(name: string): Buffer {
  return gunzipSync(readFileSync(new URL(name, FOLDER)));
}
