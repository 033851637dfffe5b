import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSafetensors } from '../../src/checkpoint/write-safetensors.ts';
import { publishSelf } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let ada: SelfMember;
beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
});
afterAll(() => hub?.[Symbol.asyncDispose]());

/** Eight layers of 40 × 40; the value of a layer is its number unless it was edited. */
function layers(edited: readonly number[]): Uint8Array {
  return writeSafetensors(
    Array.from({ length: 8 }, (_, layer) => ({
      name: `layers.${layer}.weight`,
      dtype: 'F32' as const,
      shape: [40, 40],
      bytes: new Uint8Array(
        Float32Array.from(
          { length: 1600 },
          (_each, i) => layer + i / 1600 + (edited.includes(layer) ? 0.5 : 0),
        ).buffer,
      ),
    })),
  );
}

test('a checkpoint with one layer edited says which; one that was trained on does not', async () => {
  await publishSelf(ada, { model: 'ada/base', files: { 'model.safetensors': layers([]) } });
  const parents = [{ reference: 'ada/base', kind: 'FINE_TUNE' as const }];
  await publishSelf(ada, { model: 'ada/edited', files: { 'model.safetensors': layers([5]) }, parents });
  const tuned = layers([0, 1, 2, 3, 4, 5, 6, 7]);
  await publishSelf(ada, { model: 'ada/tuned', files: { 'model.safetensors': tuned }, parents });
  const changeOf = async (reference: string) => {
    const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { compareWeights: unknown } }>(
      `query ($reference: String!) { checkpoint(reference: $reference) {
        compareWeights(to: "ada/base") { equalTensorCount localChange { tensors of } } } }`,
      { reference },
    );
    return checkpoint.compareWeights;
  };
  expect(await changeOf('ada/edited')).toEqual({
    equalTensorCount: 7,
    localChange: { tensors: ['layers.5.weight'], of: 8 },
  });
  expect(await changeOf('ada/tuned')).toEqual({ equalTensorCount: 0, localChange: null });
});
