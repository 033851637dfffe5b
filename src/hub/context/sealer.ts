import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { invariant } from '../../base/errors.ts';

/** Keeps hub-held private keys unreadable in the database: AES-256-GCM under a key of the data folder. */
export interface Sealer {
  seal(secret: Uint8Array): Buffer;
  unseal(sealed: Uint8Array): Buffer;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function sealerOf(key: Uint8Array): Sealer {
  invariant(key.length === 32, 'a sealing key has 32 bytes');
  return {
    seal(secret) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    unseal(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    },
  };
}
