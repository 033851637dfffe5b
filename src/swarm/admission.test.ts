import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { boundBacklog } from './admission.ts';

test('somebody who does not read is let go before a megabyte waits for them', () => {
  const sent: string[] = [];
  const deaf = Object.assign(new EventEmitter(), {
    readyState: 1,
    bufferedAmount: 0,
    send(data: string) {
      sent.push(data);
      this.bufferedAmount += data.length;
    },
    close: () => undefined,
    terminate: () => void (deaf.readyState = 3),
  });
  boundBacklog(deaf);
  for (let i = 0; i < 100_000 && deaf.readyState === 1; i++) deaf.send('x'.repeat(60_000));
  expect(deaf.readyState).toBe(3);
  expect(deaf.bufferedAmount).toBeLessThan((1 << 20) + 60_001);
  const before = sent.length;
  deaf.send('x');
  expect(sent).toHaveLength(before);
});
