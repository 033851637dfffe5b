import { expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { localChange } from './local-change.ts';
import type { NamedTensor } from './weights-identity.ts';

const tensor = (name: string, content: string, shape: readonly number[] = [100, 100]): NamedTensor => ({
  name,
  dtype: 'F32',
  shape,
  digest: digestOf(content),
});
const model = (changed: readonly string[] = [], layers = 8): readonly NamedTensor[] =>
  Array.from({ length: layers }, (_, i) => `layer.${i}.weight`).flatMap((name) => [
    tensor(name, changed.includes(name) ? `${name} edited` : name),
    tensor(name.replace('weight', 'bias'), changed.length > 0 ? `${name} moved` : name, [100]),
  ]);

test('one or two matrices among many are named, whatever biases do', () => {
  expect(localChange(model(['layer.3.weight']), model())).toEqual({ tensors: ['layer.3.weight'], of: 8 });
  const two = ['layer.3.weight', 'layer.4.weight'];
  expect(localChange(model(two), model())).toEqual({ tensors: two, of: 8 });
});

test.each<[string, readonly NamedTensor[], readonly NamedTensor[]]>([
  ['equal ones', model(), model()],
  ['a fine-tune', model(Array.from({ length: 8 }, (_, i) => `layer.${i}.weight`)), model()],
  ['three changes', model(['layer.1.weight', 'layer.2.weight', 'layer.3.weight']), model()],
  ['few matrices', model(['layer.1.weight'], 5), model([], 5)],
  ['one more layer', model(['layer.3.weight'], 9), model()],
  [
    'another form',
    [...model().slice(2), tensor('layer.0.weight', 'x', [50, 200])],
    model().filter(({ name }) => name !== 'layer.0.bias'),
  ],
  ['what was not read', [{ ...tensor('layer.0.weight', 'x'), digest: null }, ...model().slice(1)], model()],
])('%s is no local change', (_, here, there) => {
  expect(localChange(here, there)).toBeNull();
});
