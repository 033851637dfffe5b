import type { MitigationLine, ReportLife } from '../generated/operations.ts';
import { checkpointAddress, Link } from '../address.tsx';
import { wordText } from '../text.ts';

/** What became of a report: where it stands, what the publisher says, what descendants did about it. */
export function ReportLifeLines({ life }: { readonly life: ReportLife }) {
  const { standing, answers, mitigations } = life;
  return (
    <div className="report-life">
      <p className="small">
        <strong>{capital(standing.sentence)}</strong>
        {!standing.isSettled && standing.state !== 'REFUTED' && (
          <span className="quiet"> · ends no inherited warning yet</span>
        )}
      </p>
      {answers.map(({ status, text, answeredBy }, i) => (
        <blockquote key={i} className="report-answer small">
          <p className="quiet">
            {answeredBy.name} answers: {wordText(status)}
          </p>
          <p className="report-answer-text">{text}</p>
        </blockquote>
      ))}
      {mitigations.map(({ child, ...line }) => (
        <p key={child.name} className="small">
          <Link to={checkpointAddress(child.name)}>{child.name}</Link>: <Outcome line={line} />
        </p>
      ))}
    </div>
  );
}

/** What this checkpoint did about reports on its ancestors: the difference to them. */
export function MitigationsOfAncestors({
  mitigations,
}: {
  readonly mitigations: readonly (MitigationLine & {
    readonly report: { readonly sentence: string; readonly checkpoint: { readonly name: string } };
  })[];
}) {
  return mitigations.map(({ report, ...line }, i) => (
    <div key={i} className="report-life">
      <p className={`verdict ${TONES[line.status] ?? 'plain'}`}>{line.sentence}</p>
      <p className="small quiet">
        against {report.sentence} on{' '}
        <Link to={checkpointAddress(report.checkpoint.name)}>{report.checkpoint.name}</Link>
      </p>
    </div>
  ));
}

function Outcome({ line }: { readonly line: MitigationLine }) {
  return <span className={`verdict ${TONES[line.status] ?? 'plain'}`}>{line.sentence}</span>;
}

const TONES: Readonly<Record<string, string>> = {
  VERIFIED: 'good',
  TRADE_OFF: 'warn',
  OVERCORRECTED: 'bad',
  WORSENED: 'bad',
  INCONCLUSIVE: 'warn',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
