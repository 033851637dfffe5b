import { describe, expect, test } from 'vitest';
import { artifactPathKey, parseArtifactPath } from './artifact-path.ts';

describe('an artifact path', () => {
  test.each([
    'model.safetensors',
    'a/b/c.txt',
    '.gitattributes',
    'LICENSE',
    'größe.md',
    'a b.txt',
    'console.log',
    'com.txt',
  ])('may be %j', (path) => {
    expect(parseArtifactPath(path)).toBe(path);
  });

  test.each([
    ['', 'empty'],
    ['/etc/passwd', 'empty segment'],
    ['a//b', 'empty segment'],
    ['a/', 'empty segment'],
    ['../x', 'dot segment'],
    ['a/./b', 'dot segment'],
    ['a\\b', 'one of'],
    ['C:x', 'one of'],
    ['a\0b', 'control'],
    ['a\u202eb', 'control'],
    ['a\u200bb', 'control'],
    ['nul', 'Windows device'],
    ['a/CON.txt', 'Windows device'],
    ['com1', 'Windows device'],
    ['lpt\u00b9.log', 'Windows device'],
    ['a./b', 'dot'],
    ['a /b', 'space'],
    ['gro\u0308ße', 'normal form'],
    ['\ud800', 'lone surrogate'],
    ['ä'.repeat(257), 'longer than 512'],
    [`${'x'.repeat(256)}/y`, 'longer than 255'],
    [7, 'not a string'],
  ])('is never %j', (path, reason) => {
    expect(() => parseArtifactPath(path)).toThrow(reason);
    expect(() => parseArtifactPath(path)).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_PATH_MALFORMED' }),
    );
  });

  test('of exactly 512 bytes is the longest', () => {
    const longest = `${'x'.repeat(255)}/${'y'.repeat(254)}/z`;
    expect(parseArtifactPath(longest)).toHaveLength(512);
    expect(() => parseArtifactPath(`${longest}z`)).toThrow('longer than 512');
  });

  test('has one key for all cases', () => {
    expect(artifactPathKey('README.md')).toBe(artifactPathKey('readme.MD'));
    expect(artifactPathKey('straße')).toBe(artifactPathKey('STRASSE'));
    expect(artifactPathKey('a')).not.toBe(artifactPathKey('b'));
  });
});
