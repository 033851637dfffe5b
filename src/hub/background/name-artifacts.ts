import { parseDigest } from '../../base/digest.ts';
import type { OtherDigestKind } from '../../checkpoint/digest-kind.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';
import { workOn } from './work.ts';

/** Computes the names that other systems give published bytes; `identify` finds them by any of these. */
export const nameArtifacts = workOn<ArtifactRecord>({
  name: 'names',
  next: ({ store }, first) => store.artifacts.unnamed(first),
  keyOf: ({ digest }) => digest,
  async do({ store, weights }, examiner, { digest, format }) {
    const names = await examiner.name(weights.pathOf(parseDigest(digest)), format);
    const rows = Object.entries(names) as [OtherDigestKind, string][];
    await store.transaction(async (within) => {
      await within.artifacts.addDigests(rows.map(([kind, value]) => ({ kind, value, digest })));
      await within.artifacts.markNamed(digest);
    });
  },
});
