import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { nameKey, parseModelName } from './model-name.ts';
import { parseReference, parseRevision } from './reference.ts';

describe('a model name', () => {
  test.each(['ann/net', 'A1/b.c_d-e', `${'x'.repeat(96)}/y`, 'apis/net', 'ann/api'])('may be %j', (name) => {
    expect(parseModelName(name)).toBe(name);
  });

  test.each([
    'ann',
    'ann/net/x',
    '/net',
    'ann/',
    '-a/b',
    '.a/b',
    'a/b--c',
    'a/b..c',
    'a/b.git',
    'a.IPYNB/b',
    'a b/c',
    'ä/b',
    'API/net',
    'graphql/net',
    'v2/net',
    `${'x'.repeat(97)}/y`,
    7,
    null,
  ])('is never %j', (name) => {
    expect(() => parseModelName(name)).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_NAME_MALFORMED' }),
    );
  });

  test('has one key for all cases', () => {
    expect(nameKey(parseModelName('Ann/Net'))).toBe('ann/net');
  });
});

describe('a reference', () => {
  const digest = digestOf('x');
  test.each([
    [digest, { kind: 'DIGEST', digest }],
    ['ann/net', { kind: 'MODEL', name: 'ann/net', revision: null }],
    ['ann/net@main', { kind: 'MODEL', name: 'ann/net', revision: 'main' }],
    ['ann/net@v1.0+safetensors', { kind: 'MODEL', name: 'ann/net', revision: 'v1.0+safetensors' }],
    ['huggingface.co:meta-llama/Llama-2-7b', { kind: 'STUB', stub: 'huggingface.co:meta-llama/Llama-2-7b' }],
    ['huggingface.co:gpt2', { kind: 'STUB', stub: 'huggingface.co:gpt2' }],
  ])('%j is read', (text, reference) => {
    expect(parseReference(text)).toEqual(reference);
  });

  test.each([
    '',
    'net',
    'sha256:abc',
    'ann/net@',
    'ann/net@a@b',
    'ann/net@../x',
    'huggingface.co:',
    'localhost:ann/net',
    'a.b:../c',
    'a.b:x/y/z',
  ])('%j is refused', (text) => {
    expect(() => parseReference(text)).toThrow(expect.objectContaining({ kind: 'refusal' }));
  });

  test('a revision is never the look of a digest', () => {
    expect(() => parseRevision('a'.repeat(40))).toThrow('not a revision');
    expect(parseRevision('a'.repeat(41))).toHaveLength(41);
  });
});
