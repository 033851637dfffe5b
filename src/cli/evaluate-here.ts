import { existsSync } from 'node:fs';
import path from 'node:path';
import { isDigest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import {
  claimedProtocol,
  claimedScores,
  comparedWithClaim,
  registeredProtocol,
  type ClaimedScore,
} from '../client/here/claimed.ts';
import { evaluateHere } from '../client/here/evaluate-here.ts';
import { fileSubject, publishedSubject, type Subject } from '../client/here/subject.ts';
import { assertMaySubmit, submitRun } from '../client/here/submit-run.ts';
import { openSession, type Session } from '../client/session.ts';
import { parseProtocol, type Protocol } from '../evaluation/protocol.ts';
import { parseProvider } from '../runner/provider.ts';
import { hereDocument, hereLines } from './here-lines.ts';
import type { CommandContext } from './program.ts';
import { factsOfFile, protocolBody, protocolFrom, type ProtocolOptions } from './protocol-body.ts';

export interface HereOptions extends ProtocolOptions {
  readonly provider: string;
  readonly trust: readonly string[];
  readonly vulkanDriver?: string;
  readonly submit?: true;
  readonly hub?: string;
}

/** A file of this machine rather than a name on a hub. */
export function isModelFile(reference: string): boolean {
  return /\.onnx$/i.test(reference) && existsSync(reference);
}

/** Runs one protocol on this machine, tells what came out and whether it agrees with the claim; signs it if asked to. */
export async function evaluateOnThisMachine(
  { terminal, env, signal }: CommandContext,
  reference: string,
  options: HereOptions,
): Promise<void> {
  const session = await openSession(env, options.hub);
  const { subject, scores, knownAt } = await subjectOf(session, reference);
  if (knownAt !== null) terminal.say(`  the hub does not answer; this is what it said at ${knownAt}`);
  const datasetFile = fileOf(options.dataset);
  const machine = {
    provider: parseProvider(options.provider),
    vulkanDriver: options.vulkanDriver === undefined ? undefined : path.resolve(options.vulkanDriver),
    signal,
  };
  if (options.submit) await assertMaySubmit(subject, machine);
  const protocol = await protocolOf(session, options, datasetFile, () => claimedProtocol(reference, scores));
  const asked = { session, subject, protocol, datasetFile, trustedOwners: options.trust, ...machine };
  const found = await evaluateHere(asked, async (ran, itemsFile) => ({
    subject,
    ran,
    comparison: comparedWithClaim(ran, scores),
    logIndex: options.submit ? await submitRun(session, subject, ran, itemsFile, signal) : null,
  }));
  for (const line of hereLines(found)) terminal.say(line);
  terminal.result(hereDocument(found));
  if (found.comparison && found.comparison.agreement !== 'AGREE') process.exitCode = OTHER_THAN_CLAIMED;
}

// As verify and inspect answer what is other than it should be.
const OTHER_THAN_CLAIMED = 1;

interface Asked {
  readonly subject: Subject;
  readonly scores: readonly ClaimedScore[];
  /** When the hub said so, where it does not answer now. */
  readonly knownAt: string | null;
}

async function subjectOf(session: Session, reference: string): Promise<Asked> {
  if (isModelFile(reference))
    return { subject: await fileSubject(path.resolve(reference)), scores: [], knownAt: null };
  const { saidAt, ...subject } = await publishedSubject(session, reference);
  return { subject, scores: await claimedScores(session, reference), knownAt: saidAt };
}

/** The one named, one made of the dataset and the flags, or the claimed one. */
async function protocolOf(
  session: Session,
  options: HereOptions,
  datasetFile: string | null,
  claimed: () => Protocol,
): Promise<Protocol> {
  if (isDigest(options.protocol)) return registeredProtocol(session, options.protocol);
  if (options.protocol === undefined && options.dataset === undefined) return claimed();
  if (options.protocol === undefined && datasetFile !== null)
    return parseProtocol(protocolFrom(await factsOfFile(datasetFile), options));
  return parseProtocol(await protocolBody(session.client, options));
}

function fileOf(dataset: string | undefined): string | null {
  if (dataset === undefined || !/\.safetensors$/i.test(dataset)) return null;
  if (existsSync(dataset)) return path.resolve(dataset);
  throw refusal('CLI_FILE_UNREADABLE', `there is no file ${dataset}`, { expected: 'a safetensors file' });
}
