import { keyDigest } from '../../attestation/key.ts';
import { includesRole } from '../../attestation/role.ts';
import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import type { ContributorRecord } from '../../store/contributor-repository.ts';
import type { EvaluatorWordRecord } from '../../store/evaluator-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { Author } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';

/** Trust and distrust are an owner's word; a conflict is its author's, of itself. */
export async function projectEvaluator(
  hub: Hub,
  viewer: Author,
  { subject, body: { action, organisation } }: Statement<'evaluator'>,
): Promise<Projection<EvaluatorWordRecord>> {
  const spokenOf = await requireNamed(hub, subject);
  const author = viewer.contributor;
  if (action === 'CONFLICT') await assertNewConflict(hub, author, spokenOf);
  else assertOwner(hub, author);
  return {
    async write(store, { logIndex }) {
      const word = { logIndex, action, contributorId: spokenOf.id, saidBy: author.id, organisation };
      await store.evaluators.addWord(word);
      await store.evaluators.noteChange([spokenOf.id, author.id]);
      return word;
    },
  };
}

/** The contributor whose name and key a statement speaks of. */
async function requireNamed(
  hub: Hub,
  subject: Statement<'evaluator'>['subject'],
): Promise<ContributorRecord> {
  const named = await requireContributorNamed(hub, subject.name);
  const keys = await hub.store.contributors.keysOf([named.id]);
  if (keys.some(({ keyId }) => keyDigest(keyId) === subject.digest)) return named;
  throw refusal('HUB_EVALUATOR_KEY_UNKNOWN', `${named.name} has no such key`, {
    expected: keys.map(({ keyId }) => keyDigest(keyId)).join(' or '),
    received: subject.digest,
  });
}

export async function requireContributorNamed(hub: Hub, name: string): Promise<ContributorRecord> {
  const found = await hub.store.contributors.findByName(name);
  if (found) return found;
  throw refusal('HUB_CONTRIBUTOR_UNKNOWN', `nobody here is called ${name.slice(0, 100)}`, {
    expected: 'the name of a contributor of this hub',
    received: name.slice(0, 100),
  });
}

// The hub's own key speaks for who operates it.
function assertOwner(hub: Hub, author: ContributorRecord): void {
  if (includesRole(author.role, 'OWNER') || author.id === hub.author.id) return;
  throw refusal('HUB_PERMISSION_MISSING', 'this viewer may not do that', {
    expected: 'the role OWNER',
    received: author.role,
    remedy: 'ask the hub’s owner',
  });
}

async function assertNewConflict(
  hub: Hub,
  author: ContributorRecord,
  other: ContributorRecord,
): Promise<void> {
  if (author.id === other.id)
    throw refusal('HUB_CONFLICT_OWN', 'nobody is independent of themselves', {
      expected: 'another contributor',
      received: other.name,
      remedy: 'nothing needs to be done',
    });
  if (await hub.store.evaluators.hasSaid(author.id, 'CONFLICT', other.id))
    throw refusal('HUB_CONFLICT_DECLARED', `you declared a conflict with ${other.name} before`, {
      received: other.name,
      remedy: 'nothing needs to be done: it counts',
    });
  const declared = await hub.store.evaluators.conflictsOf(author.id);
  if (declared >= CONFLICTS_MAX)
    throw refusal('HUB_CONFLICTS_MANY', 'that many conflicts can’t be declared', {
      expected: `at most ${CONFLICTS_MAX}`,
      received: `${declared} so far`,
      remedy: 'ask the hub’s owner to name an organisation for you all',
    });
}

// Whoever is tied to everybody would be audited by nobody's runs, and make one group of them all.
const CONFLICTS_MAX = 20;
