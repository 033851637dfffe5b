import { parseBody } from '../attestation/predicates.ts';
import type { Digest } from '../base/digest.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectReportedResults } from './projections/project-reported-results.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface ImportReportedResults {
  /** Of the uploaded file. */
  readonly file: Digest;
  readonly path: string;
  readonly sizeBytes: number;
  readonly model: string | null;
  readonly organisation: string | null;
  readonly relationship: string | null;
  readonly url: string | null;
}

/** Takes in what others report, under the viewer's name, signed with the hub-held key. */
export async function importReportedResults(hub: Hub, viewer: Viewer, input: ImportReportedResults) {
  const signedIn = requireContributor(viewer);
  const { file, ...said } = input;
  const body = parseBody('reported-results', said);
  const subject = { name: body.path, digest: file };
  const statement = await signForViewer(hub, signedIn, 'reported-results', subject, body);
  return acceptStatement(hub, signedIn, statement, await projectReportedResults(hub, signedIn, statement));
}
