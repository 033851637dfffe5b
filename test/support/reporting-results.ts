import type { Bodies } from '../../src/attestation/predicates.ts';
import { digestOf } from '../../src/base/digest.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { upload } from './publishing.ts';
import type { SelfMember } from './test-hub.ts';

type Said = Partial<Bodies['reported-results']>;

/** Brings a file of reported results as the command does: uploaded, then signed here. */
export async function reportResults(
  member: SelfMember,
  content: string | Uint8Array,
  { path = 'results.json', ...said }: Said = {},
) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  await upload(member, path, bytes);
  const nothing = { model: null, organisation: null, relationship: null, url: null };
  const body = { ...nothing, path, sizeBytes: bytes.byteLength, ...said };
  return signAndSubmit(member, 'reported-results', { name: path, digest: digestOf(bytes) }, body);
}
