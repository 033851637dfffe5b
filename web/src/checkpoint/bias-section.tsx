import type { BiasReport, Checkpoint } from '../generated/operations.ts';
import { Fact, Section } from '../parts/section.tsx';
import { countedText, dayText, intervalText, wordText } from '../text.ts';
import { RateBars } from './rate-bars.tsx';
import { MitigationsOfAncestors, ReportLifeLines } from './report-life.tsx';

interface SectionProps {
  readonly reports: readonly BiasReport[];
  readonly mitigations: Checkpoint['mitigations'];
}

export function BiasSection({ reports, mitigations }: SectionProps) {
  return (
    <Section title="Bias reports">
      {reports.length === 0 && (
        <p className="quiet">None filed. No report is no proof of no bias: nobody has counted yet.</p>
      )}
      {reports.map((report) => (
        <Report key={report.id} report={report} />
      ))}
      <MitigationsOfAncestors mitigations={mitigations} />
    </Section>
  );
}

const TONES: Readonly<Record<string, string>> = {
  DISPARITY: 'bad',
  NO_DISPARITY_AT_MARGIN: 'good',
  INCONCLUSIVE: 'warn',
  INSUFFICIENT_DATA: 'warn',
  UNDEFINED: 'plain',
};

function Report({ report }: { readonly report: BiasReport }) {
  const { groups, gap, metrics, context, limitations } = report;
  const defined = metrics.filter((metric) => metric.value !== null);
  const isOver = ['REFUTED', 'REPLACED', 'WITHDRAWN'].includes(report.standing.state);
  const undefinedOnes = metrics.filter((metric) => metric.value === null);
  return (
    <div className="bias-report">
      <p className={`verdict ${isOver ? 'quiet' : (TONES[report.verdict] ?? 'plain')}`}>{report.sentence}</p>
      {groups.length > 0 && <RateBars attribute={report.attribute} groups={groups} />}
      {gap && (
        <p className="small">
          {gap.lowGroup} lies <strong>{(gap.difference * 100).toFixed(1)} points</strong> below{' '}
          {gap.highGroup} (simultaneous 95 % interval {intervalText(gap.interval)}); the margin is{' '}
          {Math.round(gap.margin * 100)} points, the smallest group has n ={' '}
          {gap.fewestItems.toLocaleString('en')}.
        </p>
      )}
      {context !== null && <p className="small">{context}</p>}
      {limitations !== null && <p className="small quiet">Limits: {limitations}</p>}
      {report.knownLimitations.length > 0 && (
        <p className="small quiet">Known of this benchmark: {report.knownLimitations.join('; ')}.</p>
      )}
      <ReportLifeLines life={report} />
      <p className="quiet small">
        harm: {report.harms.map(wordText).join(', ')}
        {report.dataset && ` · counted on ${report.dataset.name}`}
        {report.run && ` · ${countedText(report.run)}`} · filed by {report.filedBy.name} on{' '}
        {dayText(report.filedAt)}
      </p>
      <details>
        <summary>Every metric the hub computed</summary>
        <dl className="facts metrics">
          {defined.map(({ id, value }) => (
            <Fact key={id} name={id}>
              {Number(value!.toPrecision(4))}
            </Fact>
          ))}
        </dl>
        <UndefinedMetrics metrics={undefinedOnes} />
      </details>
    </div>
  );
}

// Undefined is an answer with a reason, never a zero; metrics with one reason are named together.
function UndefinedMetrics({ metrics }: Pick<BiasReport, 'metrics'>) {
  const byReason = new Map<string, string[]>();
  for (const { id, undefinedBecause } of metrics) {
    const reason = undefinedBecause ?? 'no reason given';
    byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  }
  return [...byReason].map(([reason, ids]) => (
    <p key={reason} className="small">
      <strong>undefined</strong>, because {reason}: <span className="quiet">{ids.join(', ')}</span>
    </p>
  ));
}
