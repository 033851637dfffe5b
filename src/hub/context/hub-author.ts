import { randomBytes } from 'node:crypto';
import type { Signer } from '../../attestation/key.ts';
import type { ContributorRecord } from '../../store/contributor-repository.ts';
import type { Store } from '../../store/store.ts';

/** The hub as a contributor: what it publishes itself (conversions) is signed with its own key under this name. */
export async function hubAuthor(store: Store, signer: Signer, now: Date): Promise<ContributorRecord> {
  const key = await store.contributors.findKey(signer.keyId);
  const [known] = key ? await store.contributors.byIds([key.contributorId]) : [];
  if (known) return known;
  return store.transaction(async (within) => {
    const isTaken = (await within.contributors.findByName(NAME)) !== null;
    const name = isTaken ? `${NAME}-${randomBytes(3).toString('hex')}` : NAME;
    const author = await within.contributors.add(name, 'CONTRIBUTOR', now);
    // The seed stays in the data folder's secrets, where it was: there is nothing to seal.
    const bound = {
      keyId: signer.keyId,
      contributorId: author.id,
      custody: 'HUB' as const,
      sealedSeed: null,
    };
    await within.contributors.addKey({ ...bound, nextKeyDigest: null, createdAt: now });
    return author;
  });
}

const NAME = 'hub';
