import { expect, test } from 'vitest';
import { generateSeed, signerOf } from '../attestation/key.ts';
import { openStatement } from '../attestation/statement.ts';
import { digestOf } from '../base/digest.ts';
import { protocolDigest, type Protocol } from '../evaluation/protocol.ts';
import { hostMark } from './environment.ts';
import { signEvaluation } from './evaluation-statement.ts';

test('an evaluation is signed by its runner, of the core digest, with its conditions', () => {
  const signer = signerOf(generateSeed());
  const hubId = signerOf(generateSeed()).keyId;
  const protocol: Protocol = {
    task: { id: 'image-classification', version: 1 },
    dataset: { digest: digestOf('data'), split: 'test', first: 0, count: 3 },
    preprocessing: [{ step: 'layout', order: 'NF' }],
    decoding: { rule: 'argmax', classes: 10 },
    metric: { id: 'accuracy', version: 1 },
  };
  const coreDigest = digestOf('core');
  const envelope = signEvaluation(
    {
      lease: {
        jobId: '7a2f0b4e-8f0a-4a52-9d6f-0d7f7b1f5c11',
        challenge: '0'.repeat(64),
        leaseToken: 'secret of this lease',
        provider: 'cpu',
        expiresAt: new Date(),
        checkpoint: { name: 'ada/digits', owner: 'ada', coreDigest, artifacts: [] },
        protocol,
        dataset: { path: 'd', role: 'DATASET', digest: digestOf('data'), sizeBytes: 1 },
      },
      protocol,
      provider: 'cpu',
      result: {
        items: 3,
        correct: 2,
        undecided: 1,
        value: 2 / 3,
        samplingError: null,
        units: null,
        batchSize: 64,
        optimisationLevel: 'all',
        driver: null,
        outputsDigest: digestOf('o'),
        predictionsDigest: digestOf('p'),
        challenge: null,
      },
      sandboxLevel: 'bwrap',
      itemsArtifact: digestOf('items'),
    },
    { signer, hubId, now: new Date('2026-01-02T03:04:05.678Z') },
  );
  const statement = openStatement(envelope);
  expect(statement).toMatchObject({
    kind: 'evaluation',
    author: signer.keyId,
    hub: hubId,
    subject: { name: 'ada/digits', digest: coreDigest },
    signedAt: new Date('2026-01-02T03:04:05.678Z'),
    body: {
      protocol: protocolDigest(protocol),
      value: '0.666666666666667',
      correct: 2,
      items: 3,
      standardError: '0',
      host: hostMark(hubId),
      conditions: { batchSize: 64, threads: 1, itemsWithoutPrediction: 1, sandboxLevel: 'bwrap' },
    },
  });
  expect(Buffer.from(statement.bytes).toString()).not.toContain('secret of this lease');
});
