import { parseDigest } from '../base/digest.ts';
import { displayName, requirePublished } from './context/find.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectMitigation } from './projections/project-mitigation.ts';
import { reportSubject } from './projections/require-report.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface DeclareMitigation {
  /** Such as `BiasReport:12`. */
  readonly report: string;
  /** The checkpoint of the viewer's that addresses it. */
  readonly child: string;
}

/** Says that a checkpoint addresses a report on an ancestor, signed with the hub-held key; only counts prove it. */
export async function declareMitigation(hub: Hub, viewer: Viewer, { report, child }: DeclareMitigation) {
  const signedIn = requireContributor(viewer);
  const checkpoint = await requirePublished(hub, child);
  const subject = { name: displayName(checkpoint), digest: parseDigest(checkpoint.digest) };
  const body = { report: (await reportSubject(hub, report)).digest };
  const statement = await signForViewer(hub, signedIn, 'mitigation', subject, body);
  return acceptStatement(hub, signedIn, statement, await projectMitigation(hub, signedIn, statement));
}
