import { parseDigest, type Digest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import type { ReportRecord } from '../../store/report-repository.ts';
import type { Hub } from '../context/hub.ts';

/** The report that a statement's id names, or a coded refusal. */
export async function requireReport(hub: Hub, statementId: string): Promise<ReportRecord> {
  const entry = await hub.store.statements.findById(statementId);
  const [report] = entry ? await hub.store.reports.byLogIndexes([entry.logIndex]) : [];
  if (report) return report;
  throw unknownReport(statementId);
}

/** A report as a statement names one, by the id that people know: `BiasReport:12`. */
export async function reportSubject(hub: Hub, id: string): Promise<{ name: string; digest: Digest }> {
  const logIndex = reportPlace(id);
  const [entry] = logIndex === null ? [] : await hub.store.statements.byLogIndexes([logIndex]);
  if (!entry?.kind.endsWith('-report')) throw unknownReport(id);
  return { name: id, digest: parseDigest(entry.id) };
}

/** The place in the log that a report's id names; null where it is none. */
export function reportPlace(id: string): number | null {
  const place = /^[A-Z][a-z]{1,19}Report:(\d{1,15})$/.exec(id)?.[1];
  return place === undefined ? null : Number(place);
}

function unknownReport(received: string) {
  return refusal('HUB_REPORT_UNKNOWN', `there is no report ${received.slice(0, 100)}`, {
    expected: 'a report in this hub’s log',
    received: received.slice(0, 100),
  });
}
