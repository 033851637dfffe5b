import { stat } from 'node:fs/promises';
import path from 'node:path';
import { writePrivateFile } from '../hub/context/secret-file.ts';

/*
 * consent   a person's word, once on this machine, that it may join swarms: then others see its address
 */
export const CONSENT_TEXT = `In a swarm, machines give one another pieces of what they have. Peers of the same artifact, and the
hub, see this machine's address and which artifact it wants. Nothing else is shared, and nothing
after the command ends. Over HTTP alone only the hub sees it.`;

export async function hasConsented(home: string): Promise<boolean> {
  return stat(consentFile(home)).then(
    () => true,
    () => false,
  );
}

export async function noteConsent(home: string, at: Date): Promise<void> {
  await writePrivateFile(consentFile(home), `${at.toISOString()}\n${CONSENT_TEXT}\n`);
}

/** A hub on this machine has peers on this machine: nobody learns an address. */
export function isLoopbackHub(hubUrl: string): boolean {
  const { hostname } = new URL(hubUrl);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function consentFile(home: string): string {
  return path.join(home, 'swarm-consent');
}
