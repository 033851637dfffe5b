import { invariant } from '../../base/errors.ts';
import type { FiledReportRecord, ReportRecord } from '../../store/report-repository.ts';
import type { Store } from '../../store/store.ts';
import { refreshReports } from './refresh-reports.ts';

/** Keeps a report of any topic and says anew where it and the others on the same core digest stand. */
export async function keepReport(store: Store, filed: FiledReportRecord): Promise<ReportRecord> {
  await store.reports.add(filed);
  await refreshReports(store, filed.coreDigest);
  const [kept] = await store.reports.byLogIndexes([filed.logIndex]);
  invariant(kept, 'a report that was written is there');
  return kept;
}
