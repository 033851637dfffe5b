import { refusal } from '../base/errors.ts';
import { systemClock } from '../base/clock.ts';
import { CONSENT_TEXT, hasConsented, isLoopbackHub, noteConsent } from '../client/swarm-consent.ts';
import type { Session } from '../client/session.ts';
import type { Terminal } from './terminal.ts';

/** The flag of every command that joins a swarm. */
export const JOIN_FLAG = '--join';
export const JOIN_MEANING = 'join swarms from this machine, now and later: peers then see its address';

/**
 * Whether this machine may join a swarm of a hub: always on this machine, else when somebody said so once. A person is
 * asked; a script has to say `--join`.
 */
export async function mayJoin(
  terminal: Terminal,
  { client, home }: Session,
  isJoining: boolean,
): Promise<boolean> {
  if (isLoopbackHub(client.url) || (await hasConsented(home))) return true;
  if (!isJoining && !terminal.isInteractive) return false;
  terminal.say(CONSENT_TEXT);
  const hasAgreed = isJoining || /^y(es)?$/i.test(await terminal.ask('Join swarms from this machine?', 'no'));
  if (hasAgreed) await noteConsent(home, systemClock.now());
  return hasAgreed;
}

export async function requireJoining(
  terminal: Terminal,
  session: Session,
  isJoining: boolean,
): Promise<void> {
  if (await mayJoin(terminal, session, isJoining)) return;
  throw refusal('CLI_SWARM_CONSENT', 'this machine has not agreed to join swarms', {
    expected: `${JOIN_FLAG}, once: peers then see this machine's address`,
    received: 'nobody to be asked',
    remedy: `add ${JOIN_FLAG}, or pull with --http-only`,
  });
}

/** Where peers may reach us: a hub on this machine needs no more than loopback. */
export function defaultHost(hubUrl: string): string {
  return isLoopbackHub(hubUrl) ? '127.0.0.1' : '0.0.0.0';
}
