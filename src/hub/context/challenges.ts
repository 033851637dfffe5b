import { createHmac } from 'node:crypto';

/** The secret inputs that go with a series: one checkpoint's weights under one protocol. */
export interface Challenges {
  /** 32 bytes in hex; the same for every evaluator of a series, so that their answers can be compared. */
  nonceOf(coreDigest: string, protocolDigest: string): string;
}

export function challengesOf(secret: Uint8Array): Challenges {
  return {
    nonceOf: (coreDigest, protocolDigest) =>
      createHmac('sha256', secret).update(`${coreDigest} ${protocolDigest}`).digest('hex'),
  };
}
