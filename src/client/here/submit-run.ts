import { refusal } from '../../base/errors.ts';
import { evaluationBody, type Ran } from '../../runner/evaluation-statement.ts';
import type { Provider } from '../../runner/provider.ts';
import { sandbox } from '../../runner/sandbox.ts';
import { assertFit, testProvider } from '../../runner/self-test/test-provider.ts';
import { digestOfFile } from '../../swarm/part-file.ts';
import { registerProtocol } from '../generated/operations.ts';
import { requireAccount, signAndSubmit, type Session } from '../session.ts';
import { uploadFile } from '../upload.ts';
import type { PublishedSubject, Subject } from './subject.ts';

interface Machine {
  readonly provider: Provider;
  readonly vulkanDriver?: string | undefined;
  readonly signal: AbortSignal;
}

/** Refuses before anything runs what no hub could take: a file nobody published, a provider that computes wrong. */
export async function assertMaySubmit(subject: Subject, { provider, ...machine }: Machine): Promise<void> {
  requirePublished(subject);
  assertFit(await testProvider(provider, { ...machine, sandbox: await sandbox() }));
}

/** Signs a run that nobody asked for and hands it to the hub, with the answers to each item; its log index. */
export async function submitRun(
  session: Session,
  subject: Subject,
  ran: Ran,
  itemsFile: string,
  signal: AbortSignal,
): Promise<number> {
  const { name, coreDigest } = requirePublished(subject);
  const { hubId } = requireAccount(session);
  await session.client.act(registerProtocol, { body: ran.protocol });
  const itemsArtifact = await digestOfFile(itemsFile);
  const file = { file: itemsFile, path: 'items.safetensors', digest: itemsArtifact };
  await uploadFile(session, file, undefined, signal);
  const body = evaluationBody({ ...ran, itemsArtifact }, { job: null, hubId });
  const { statement } = await signAndSubmit(session, 'evaluation', { name, digest: coreDigest }, body);
  return statement.logIndex;
}

function requirePublished(subject: Subject): PublishedSubject {
  if (subject.kind === 'PUBLISHED') return subject;
  throw refusal('CLIENT_RUN_OF_FILE', 'only a run of a published checkpoint can be handed in', {
    expected: 'owner/model or a digest',
    received: subject.name,
    remedy: 'publish it with heirloom publish, and name it',
  });
}
