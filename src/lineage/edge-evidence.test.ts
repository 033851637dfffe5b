import { expect, test } from 'vitest';
import { edgeEvidence } from './edge-evidence.ts';

const alice = { publishedBy: 1, weightsIdentity: 'w1' };
const bob = { publishedBy: 2, weightsIdentity: 'w1' };
const stub = { publishedBy: null, weightsIdentity: null };

test('equal weights prove a fork and a conversion, whoever published them', () => {
  expect(edgeEvidence('FORK', true, alice, bob)).toBe('PROVEN');
  expect(edgeEvidence('CONVERSION', true, alice, bob)).toBe('PROVEN');
});

test('equal weights prove nothing about a fine-tune', () => {
  expect(edgeEvidence('FINE_TUNE', true, alice, bob)).toBe('DECLARED');
});

test('an edge within one contributor is acknowledged', () => {
  expect(edgeEvidence('FINE_TUNE', true, alice, { ...alice, weightsIdentity: 'w2' })).toBe('ACKNOWLEDGED');
});

test('an edge to a stub is only declared, even between two unknowns', () => {
  expect(edgeEvidence('FINE_TUNE', true, alice, stub)).toBe('DECLARED');
  expect(edgeEvidence('FORK', true, stub, stub)).toBe('DECLARED');
});

test('an edge that nobody signed here is imported, unless the weights show it', () => {
  expect(edgeEvidence('FINE_TUNE', false, alice, alice)).toBe('IMPORTED');
  expect(edgeEvidence('FORK', false, alice, bob)).toBe('PROVEN');
});
