import { outputsDigest, predictionsDigest } from '../../evaluation/output-digest.ts';
import { writeItems } from '../items.ts';
import { canonicalizeNaN, countCorrect, countUndecided, predictionsOf } from '../predictions.ts';
import type { Scorer } from './scorer.ts';

/** Logits [classes] of each item against its label. All are held, for their digest and the items file. */
export function scoreClasses(labels: Uint8Array, classes: number): Scorer {
  const logits = new Float32Array(labels.length * classes);
  let taken = 0;
  return {
    take(_, answers) {
      logits.set(answers, taken);
      taken += answers.length;
    },
    shown: (_, answers) => answers,
    async finish(itemsFile, outputName) {
      canonicalizeNaN(logits);
      const predictions = predictionsOf(logits, classes);
      await writeItems(itemsFile, predictions, logits);
      const dims = [labels.length, classes];
      const bytes = new Uint8Array(logits.buffer);
      return {
        correct: countCorrect(predictions, labels),
        undecided: countUndecided(predictions),
        outputsDigest: outputsDigest([{ name: outputName, dtype: 'float32', dims, bytes }]),
        predictionsDigest: predictionsDigest(predictions),
      };
    },
  };
}
