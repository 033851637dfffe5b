import { expect, test } from 'vitest';
import { newSecret, secretText, signatureOf } from './signature.ts';

test('signs as the libraries of Standard Webhooks check it', () => {
  const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
  const signed = signatureOf(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, '{"test": 2432232314}');
  expect(signed).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('a secret is 24 random bytes, written with its kind', () => {
  expect(newSecret()).toHaveLength(24);
  expect(newSecret()).not.toEqual(newSecret());
  expect(secretText(Buffer.alloc(24))).toBe(`whsec_${'A'.repeat(32)}`);
});
