import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../base/byte-source.ts';
import { inspectArtifact } from '../inspect.ts';
import { writeSafetensors } from '../write-safetensors.ts';
import { siblingsOf } from './siblings-fixture.ts';

const tensor = (name: string) => ({ name, dtype: 'F32' as const, shape: [2], bytes: new Uint8Array(8) });
const one = 'model-00001-of-00002.safetensors';
const two = 'model-00002-of-00002.safetensors';
const first = writeSafetensors([tensor('a'), tensor('b')]);
const second = writeSafetensors([tensor('c')]);
const shards = { [one]: first, [two]: second };
const whole = { a: one, b: one, c: two };

const inspectIndex = (text: string, files?: Readonly<Record<string, Uint8Array>>) =>
  inspectArtifact(
    'model.safetensors.index.json',
    bytesOf(Buffer.from(text)),
    files === undefined ? {} : { siblings: siblingsOf(files) },
  );
const index = (map: object, totalBytes: unknown = 24, files: Readonly<Record<string, Uint8Array>> = shards) =>
  inspectIndex(JSON.stringify({ metadata: { total_size: totalBytes }, weight_map: map }), files);

describe('an index of shards', () => {
  test('that fits its shards vouches for them', async () => {
    expect(await index(whole)).toMatchObject({
      format: 'json',
      state: 'VERIFIED',
      findings: [],
      parts: [one, two],
      tensors: [],
    });
  });

  test('may write its size with a point, or not at all', async () => {
    const text = JSON.stringify({ metadata: { total_size: 24 }, weight_map: whole });
    for (const json of [text.replace('24', '24.0'), JSON.stringify({ weight_map: whole })])
      expect(await inspectIndex(json, shards)).toMatchObject({ state: 'VERIFIED', findings: [] });
  });

  test('is plain JSON where nobody can look at the shards', async () => {
    expect(await inspectIndex(JSON.stringify({ weight_map: whole }))).toMatchObject({
      state: 'VERIFIED',
      parts: [],
    });
  });

  test.each<[string, () => ReturnType<typeof index>, string]>([
    ['a shard that is not here', () => index(whole, 24, { [one]: first }), 'not here'],
    ['a tensor in the wrong shard', () => index({ ...whole, b: two }), 'lacks tensors'],
    ['a tensor that no shard has', () => index({ ...whole, d: two }), 'lacks tensors'],
    ['a tensor that the map leaves out', () => index({ a: one, c: two }), 'does not look for'],
    ['another size', () => index(whole, 25), 'size mismatch'],
    ['a size that is no number', () => index(whole, '24'), 'size mismatch'],
    [
      'a shard that is none',
      () => index(whole, 24, { [one]: Buffer.from('hello, world'), [two]: second }),
      'no readable shard',
    ],
    ['a shard in another folder', () => index({ ...whole, c: `../${two}` }), 'which shard'],
    ['a shard of another format', () => index({ ...whole, c: 'model.bin' }), 'which shard'],
    ['no map', () => inspectIndex('{}', shards), 'which shard'],
  ])('with %s is quarantined', async (_, inspected, message) => {
    const { state, findings } = await inspected();
    expect(state).toBe('QUARANTINED');
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['CHECKPOINT_SHARD_MISMATCH']));
    expect(findings.map((finding) => finding.message).join()).toContain(message);
  });

  test.each(['{', '{"weight_map":{"a":"x","a":"y"}}', '['.repeat(100)])(
    'that is no JSON is rejected',
    async (text) => {
      expect(await inspectIndex(text, shards)).toMatchObject({
        state: 'REJECTED',
        findings: [{ rule: 'CHECKPOINT_JSON_MALFORMED' }],
      });
    },
  );
});
