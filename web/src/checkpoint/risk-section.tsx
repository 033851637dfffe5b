import type { RiskReport } from '../generated/operations.ts';
import { Fact, Section } from '../parts/section.tsx';
import { countedText, dayText, wordText } from '../text.ts';
import { ReportLifeLines } from './report-life.tsx';

/** Nothing where nobody tried anything: an empty heading would read as a clean bill. */
export function RiskSection({ reports }: { readonly reports: readonly RiskReport[] }) {
  if (reports.length === 0) return null;
  return (
    <Section title="Privacy and robustness">
      <p className="quiet small">
        What was tried, and what it showed. No report can show that a checkpoint is safe.
      </p>
      {reports.map((report) => (
        <Report key={report.id} report={report} />
      ))}
    </Section>
  );
}

const TONES: Readonly<Record<string, string>> = {
  SHOWN: 'bad',
  INCONCLUSIVE: 'warn',
  INSUFFICIENT_DATA: 'warn',
};

function Report({ report }: { readonly report: RiskReport }) {
  const { metrics, context, limitations } = report;
  return (
    <div className="bias-report">
      <p className={`verdict ${TONES[report.verdict] ?? 'plain'}`}>{report.sentence}</p>
      <ReportLifeLines life={report} />
      <dl className="facts metrics">
        {metrics.map(({ id, value, undefinedBecause }) => (
          <Fact key={id} name={id}>
            {value === null ? `undefined: ${undefinedBecause}` : Number(value.toPrecision(4))}
          </Fact>
        ))}
      </dl>
      {context !== null && <p className="small">{context}</p>}
      {limitations !== null && <p className="small quiet">Limits: {limitations}</p>}
      <p className="small quiet">What such counts can’t show: {report.knownLimitations.join('; ')}.</p>
      <p className="quiet small">
        {wordText(report.topic)}, {wordText(report.kind)}, n = {report.items.toLocaleString('en')}
        {report.dataset && ` · tried on ${report.dataset.name}`}
        {report.run && ` · ${countedText(report.run, report.against)}`} · filed by {report.filedBy.name} on{' '}
        {dayText(report.filedAt)}
      </p>
    </div>
  );
}
