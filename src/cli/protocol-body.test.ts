import { expect, test } from 'vitest';
import { protocolFrom, type DatasetFacts } from './protocol-body.ts';

const images: DatasetFacts = { digest: 'sha256:0', itemCount: 4, kind: 'IMAGES', labels: [0, 1] };

test('a mean and a deviation become a step of their own', () => {
  expect(protocolFrom(images, { scale: '255', normalize: '0.1307, 0.3081' })).toMatchObject({
    preprocessing: [
      { step: 'scale' },
      { step: 'normalize', mean: '0.1307', std: '0.3081' },
      { step: 'layout' },
    ],
  });
});

test.each(['0.1307', '0.1,0.2,0.3', ''])(
  '%j is no mean and deviation, and makes no other protocol',
  (normalize) => {
    expect(() => protocolFrom(images, { scale: '255', normalize })).toThrow(
      expect.objectContaining({ code: 'CLI_NORMALIZE' }),
    );
  },
);
