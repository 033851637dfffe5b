import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { outputDigester, outputsDigest, predictionsDigest, type OutputTensor } from './output-digest.ts';

function floats(name: string, bits: readonly number[], dims = [bits.length]): OutputTensor {
  return { name, dtype: 'float32', dims, bytes: new Uint8Array(Uint32Array.from(bits).buffer) };
}

describe('outputsDigest', () => {
  test('is the digest of the framing its docstring names', () => {
    const framed = Buffer.concat([Buffer.from('["y","float32",[1],4]\n'), Buffer.from([0, 0, 0x80, 0x3f])]);
    expect(outputsDigest([floats('y', [0x3f800000])])).toBe(digestOf(framed));
  });

  test('is the same for an output that comes in parts, and refuses one that ends early', () => {
    const whole = floats('y', [0x3f800000, 0xffc12345, 5, 6], [2, 2]);
    const digester = outputDigester(whole);
    digester.take(whole.bytes.subarray(0, 4));
    digester.take(whole.bytes.subarray(4));
    expect(digester.digest()).toBe(outputsDigest([whole]));
    const torn = outputDigester(whole);
    torn.take(whole.bytes.subarray(0, 12));
    expect(() => torn.digest()).toThrow(expect.objectContaining({ code: 'EVALUATION_OUTPUT_MALFORMED' }));
  });

  test('does not depend on the order of outputs, but on names, dims and every bit', () => {
    const [a, b] = [floats('a', [1, 2]), floats('b', [3])];
    expect(outputsDigest([a, b])).toBe(outputsDigest([b, a]));
    expect(outputsDigest([a])).not.toBe(outputsDigest([{ ...a, name: 'c' }]));
    expect(outputsDigest([a])).not.toBe(outputsDigest([{ ...a, dims: [2, 1] }]));
    expect(outputsDigest([a])).not.toBe(outputsDigest([floats('a', [1, 3])]));
  });

  test('takes every NaN for the same and leaves infinities and the input alone', () => {
    const quiet = floats('y', [0x7fc00000]);
    const noisy = floats('y', [0xffc12345]);
    expect(outputsDigest([noisy])).toBe(outputsDigest([quiet]));
    expect(noisy.bytes).toEqual(floats('y', [0xffc12345]).bytes);
    expect(outputsDigest([floats('y', [0x7f800000])])).not.toBe(outputsDigest([quiet]));
    const half = (bits: number): OutputTensor => ({
      name: 'h',
      dtype: 'float16',
      dims: [1],
      bytes: new Uint8Array(Uint16Array.of(bits).buffer),
    });
    expect(outputsDigest([half(0xfe01)])).toBe(outputsDigest([half(0x7e00)]));
    const double = (bits: bigint): OutputTensor => ({
      name: 'd',
      dtype: 'float64',
      dims: [],
      bytes: new Uint8Array(BigUint64Array.of(bits).buffer),
    });
    expect(outputsDigest([double(0xfff0000000000001n)])).toBe(outputsDigest([double(0x7ff8000000000000n)]));
    expect(outputsDigest([double(0xfff0000000000000n)])).not.toBe(
      outputsDigest([double(0x7ff0000000000000n)]),
    );
  });

  test('reads bytes at any offset of a larger buffer', () => {
    const padded = new Uint8Array(9);
    padded.set(floats('y', [0x7fc00001, 1]).bytes, 1);
    expect(outputsDigest([{ ...floats('y', [1, 1]), bytes: padded.subarray(1) }])).toBe(
      outputsDigest([floats('y', [0x7fc00000, 1])]),
    );
  });

  test.each([
    ['a doubled name', [floats('y', [1]), floats('y', [2])]],
    ['dims that promise more', [floats('y', [1], [2])]],
    ['a negative dim', [floats('y', [1], [-1, -1])]],
    ['a fractional dim', [floats('y', [1], [0.5, 2])]],
  ])('refuses %s', (_, outputs) => {
    expect(() => outputsDigest(outputs)).toThrow(
      expect.objectContaining({ code: 'EVALUATION_OUTPUT_MALFORMED' }),
    );
  });
});

describe('predictionsDigest', () => {
  test('is sha256 over u32le', () => {
    expect(predictionsDigest([7, 256])).toBe(digestOf(Uint8Array.of(7, 0, 0, 0, 0, 1, 0, 0)));
    expect(predictionsDigest([])).toBe(digestOf(''));
  });

  test.each([-1, 0.5, 2 ** 32, Number.NaN])('refuses the class %s', (value) => {
    expect(() => predictionsDigest([value])).toThrow('contradict');
  });
});
