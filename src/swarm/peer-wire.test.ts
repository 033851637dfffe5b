import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { giveMetadata, type PeerWire } from './peer-wire.ts';

const info = randomBytes(40_000);

/** A wire whose answers are kept, and the one way to ask it. */
function asking(peerExtendedMapping: Record<string, number> = { ut_metadata: 3 }) {
  const answers: Buffer[] = [];
  let ask: (message: Uint8Array) => void = () => undefined;
  const wire = {
    extendedHandshake: {} as { metadata_size?: number },
    peerExtendedMapping,
    use: (Extension: new () => { onMessage(message: Uint8Array): void }) => {
      const extension = new Extension();
      ask = (message) => extension.onMessage(message);
    },
    extended: (name: string, payload: Uint8Array) => {
      expect(name).toBe('ut_metadata');
      answers.push(Buffer.from(payload));
    },
  };
  giveMetadata(wire as unknown as PeerWire, info);
  const answerTo = (question: string) => {
    ask(Buffer.from(question, 'latin1'));
    return answers.splice(0);
  };
  return { wire, answerTo };
}

describe('who joins by magnet', () => {
  test('hears how long the info dictionary is, and gets it 16 KiB at a time', () => {
    const { wire, answerTo } = asking();
    expect(wire.extendedHandshake.metadata_size).toBe(40_000);
    const parts = [0, 1, 2].map((piece) => {
      const [answer = Buffer.alloc(0)] = answerTo(`d8:msg_typei0e5:piecei${piece}ee`);
      const head = `d8:msg_typei1e5:piecei${piece}e10:total_sizei40000ee`;
      expect(answer.subarray(0, head.length).toString()).toBe(head);
      return answer.subarray(head.length);
    });
    expect(parts.map(({ length }) => length)).toEqual([16_384, 16_384, 7232]);
    expect(Buffer.concat(parts).equals(info)).toBe(true);
  });

  test.each([3, 4, 999_999])('is refused piece %i, which there is not', (piece) => {
    const [answer] = asking().answerTo(`d8:msg_typei0e5:piecei${piece}ee`);
    expect(answer?.toString()).toBe(`d8:msg_typei2e5:piecei${piece}ee`);
  });

  test.each([
    ['nothing', ''],
    ['no number', 'd8:msg_typei0ee'],
    ['a number below nothing', 'd8:msg_typei0e5:piecei-1ee'],
    ['a number past all pieces', 'd8:msg_typei0e5:piecei99999999999999999999ee'],
    ['an answer', 'd8:msg_typei1e5:piecei0e10:total_sizei5ee'],
    ['a refusal', 'd8:msg_typei2e5:piecei0ee'],
    ['a question behind 2 KB of others', `d${'1:a1:b'.repeat(400)}8:msg_typei0e5:piecei0ee`],
    ['random bytes', randomBytes(5000).toString('latin1')],
  ])('is not answered %s', (_, question) => {
    expect(asking().answerTo(question)).toEqual([]);
  });

  test('is not answered before it gave answers a number', () => {
    expect(asking({}).answerTo('d8:msg_typei0e5:piecei0ee')).toEqual([]);
  });
});
