import { includesRole } from '../../attestation/role.ts';
import { refusal } from '../../base/errors.ts';
import type { JobRecord } from '../../store/job-repository.ts';
import type { Hub } from '../context/hub.ts';
import { requireContributor, type Viewer } from '../context/viewer.ts';

export async function requireJob({ store }: Hub, id: string): Promise<JobRecord> {
  const job = isJobId(id) ? await store.jobs.find(id) : null;
  if (job) return job;
  throw refusal('HUB_JOB_UNKNOWN', `there is no job ${id.slice(0, 60)}`, { received: id.slice(0, 60) });
}

export function isJobId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

/** The job, if the viewer asked for it or moderates here. */
export async function requireOwnJob(hub: Hub, viewer: Viewer, id: string): Promise<JobRecord> {
  const job = await requireJob(hub, id);
  const { contributor } = requireContributor(viewer);
  if (job.requestedBy === contributor.id || isModerator(viewer)) return job;
  throw refusal('HUB_JOB_FOREIGN', 'this job was asked for by somebody else', {
    expected: 'its requester, or a steward with the scope MODERATE',
    received: contributor.name,
  });
}

function isModerator(viewer: Viewer): boolean {
  if (viewer.kind !== 'CONTRIBUTOR') return false;
  return includesRole(viewer.contributor.role, 'STEWARD') && viewer.token.scopes.includes('MODERATE');
}
