import { createHmac, randomBytes } from 'node:crypto';

/*
 * webhook    an address that its contributor wants told of what happens
 * delivery   one event on its way to one webhook, tried until it arrives or is given up
 */

/** As standardwebhooks.com has it: of id, time and body, so that neither can be swapped nor an old one sent again. */
export function signatureOf(secret: Uint8Array, id: string, seconds: number, body: string): string {
  return `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

export function newSecret(): Buffer {
  return randomBytes(24);
}

/** As receivers' libraries read it. */
export function secretText(secret: Uint8Array): string {
  return `whsec_${Buffer.from(secret).toString('base64')}`;
}
