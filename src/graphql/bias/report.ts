import type { ReportRecord } from '../../store/report-repository.ts';
import { found } from '../found.ts';
import type { Loaders } from '../loaders.ts';

interface Asked {
  readonly loaders: Loaders;
}

/** What reports of every topic answer alike. */
export const reportFields = {
  checkpoint: async ({ checkpointId }: ReportRecord, _: unknown, { loaders }: Asked) =>
    found(await loaders.checkpoint.load(checkpointId), checkpointId),
  dataset: ({ datasetDigest }: ReportRecord, _: unknown, { loaders }: Asked) =>
    loaders.dataset.load(datasetDigest),
  filedBy: async ({ contributorId }: ReportRecord, _: unknown, { loaders }: Asked) =>
    found(await loaders.contributor.load(contributorId), contributorId),
};
