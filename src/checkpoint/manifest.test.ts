import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { parseArtifactPath } from './artifact-path.ts';
import type { Artifact, ArtifactRole } from './artifact.ts';
import { coreDigest, makeManifest, manifestDigest, manifestProblems, parseManifest } from './manifest.ts';
import { parseModelName } from './model-name.ts';

function artifact(path: string, role: ArtifactRole, content = path): Artifact {
  return { path: parseArtifactPath(path), role, sizeBytes: content.length, digest: digestOf(content) };
}

const parts = {
  model: parseModelName('ann/net'),
  license: 'Apache-2.0',
  parents: [{ kind: 'FINE_TUNE', digest: digestOf('parent') }],
  metadata: { epoch: 2, loss: '0.25' },
  artifacts: [artifact('model.onnx', 'WEIGHTS'), artifact('README.md', 'CARD')],
} as const;

describe('the checkpoint digest', () => {
  test('is the same for the same parts in any order', () => {
    const reversed = makeManifest({ ...parts, artifacts: parts.artifacts.toReversed() });
    expect(manifestDigest(reversed)).toBe(manifestDigest(makeManifest(parts)));
  });

  // Computed with `printf '%s' '<canonical JSON>' | sha256sum`, so that another implementation can be held to it.
  test('is the sha256 of the canonical JSON', () => {
    const text =
      '{"_type":"urn:heirloom:manifest:v1","artifacts":[{"digest":"sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a","path":"w","role":"WEIGHTS","sizeBytes":1}],"license":"MIT","metadata":{},"model":"a/b","parents":[]}';
    const manifest = parseManifest(JSON.parse(text));
    expect(manifestDigest(manifest)).toBe(
      'sha256:36715f62edd326aa2b909a007557537d26953229ec7641f9afed52df8915bfa0',
    );
  });

  test('changes with name, license, lineage, metadata and every file', () => {
    const variants = [
      parts,
      { ...parts, model: parseModelName('ann/net2') },
      { ...parts, license: 'MIT' },
      { ...parts, parents: [] },
      { ...parts, metadata: {} },
      { ...parts, artifacts: [artifact('model.onnx', 'WEIGHTS'), artifact('README.md', 'CARD', 'typo')] },
    ];
    expect(new Set(variants.map((variant) => manifestDigest(makeManifest(variant)))).size).toBe(
      variants.length,
    );
  });
});

describe('the core digest', () => {
  const core = coreDigest(makeManifest(parts));

  test('stays when card, license, lineage, name or optimizer change', () => {
    const other = makeManifest({
      ...parts,
      model: parseModelName('bob/fork'),
      license: 'MIT',
      parents: [],
      artifacts: [
        artifact('model.onnx', 'WEIGHTS'),
        artifact('README.md', 'CARD', 'typo'),
        artifact('o', 'OPTIMIZER'),
      ],
    });
    expect(coreDigest(other)).toBe(core);
  });

  test.each<ArtifactRole>(['ARCHITECTURE', 'WEIGHTS', 'TOKENIZER'])(
    'changes with a file of role %s',
    (role) => {
      const other = makeManifest({ ...parts, artifacts: [...parts.artifacts, artifact('x', role)] });
      expect(coreDigest(other)).not.toBe(core);
    },
  );
});

describe('a stranger’s manifest', () => {
  const good = makeManifest(parts);

  test('is let in when every field is right', () => {
    expect(parseManifest(JSON.parse(JSON.stringify(good)))).toEqual(good);
  });

  test('is refused with every wrong field named', () => {
    const problems = manifestProblems({
      _type: 'x',
      model: 'graphql/x',
      license: '',
      parents: [{ kind: 'COUSIN', digest: 'x' }, 7],
      metadata: { epoch: 1.5, loss: 0.25, extra: 1 },
      artifacts: [{ path: '../x', role: 'BOSS', sizeBytes: -1, digest: 'x', more: 1 }],
      surprise: 1,
    });
    expect(problems.map((problem) => problem.slice(0, problem.indexOf(':')))).toEqual([
      'surprise',
      '_type',
      'model',
      'license',
      'parents[0].kind',
      'parents[0]',
      'parents[1]',
      'metadata.extra',
      'metadata.epoch',
      'metadata.loss',
      'artifacts[0].more',
      'artifacts[0].path',
      'artifacts[0].role',
      'artifacts[0].sizeBytes',
      'artifacts[0].digest',
      'artifacts',
    ]);
  });

  const [weights, card] = [artifact('b', 'WEIGHTS'), artifact('a', 'CARD')];
  test.each<[string, unknown]>([
    ['null', null],
    ['a list', []],
    ['unsorted artifacts', { ...good, artifacts: [weights, card] }],
    ['one path twice', { ...good, artifacts: [weights, weights] }],
    ['one path in two cases', { ...good, artifacts: [artifact('B', 'CARD'), weights] }],
    ['no weights', { ...good, artifacts: [card] }],
    ['one parent twice', { ...good, parents: [parts.parents[0], parts.parents[0]] }],
    [
      'a parent with name and digest',
      { ...good, parents: [{ ...parts.parents[0], name: 'huggingface.co:gpt2' }] },
    ],
    ['too many artifacts', { ...good, artifacts: Array.from({ length: 5000 }, () => weights) }],
    ['a license with a control character', { ...good, license: 'MIT\u0000' }],
  ])('is refused with %s', (_, value) => {
    expect(() => parseManifest(value)).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_MANIFEST_MALFORMED' }),
    );
  });

  test('may name a parent that nobody here has', () => {
    const parents = [{ kind: 'MERGE', name: 'huggingface.co:gpt2' }];
    expect(parseManifest({ ...good, parents }).parents).toEqual(parents);
  });
});
