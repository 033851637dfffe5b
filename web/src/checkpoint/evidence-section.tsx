import { Link, leaderboardAddress } from '../address.tsx';
import { CurveLink } from '../curve/curve-link.tsx';
import { pageEvidence, type Regression, type ReportedRecord } from '../generated/operations.ts';
import { useAnswer } from '../hub/use-answer.ts';
import { Section } from '../parts/section.tsx';
import { scoreText, sourceText } from '../text.ts';

/** What became of it since its parents, and what others report of its name; nothing where there is nothing. */
export function EvidenceSection({ reference }: { readonly reference: string }) {
  const [{ data }] = useAnswer(pageEvidence, { reference });
  const { regressions = [], reportedRecords = [] } = data?.checkpoint ?? {};
  return (
    <>
      {regressions.length > 0 && <Regressions regressions={regressions} />}
      {reportedRecords.length > 0 && <Reported records={reportedRecords} />}
    </>
  );
}

const MARKS = { IMPROVED: '▲', REGRESSED: '▼', NO_DIFFERENCE_SHOWN: '·' } as const;

function Regressions({ regressions }: { readonly regressions: readonly Regression[] }) {
  return (
    <Section title="Against its parents">
      <ul className="regressions">
        {regressions.map(({ parent, protocol, verdict, sentence }) => (
          <li key={`${parent.name}/${protocol.digest}`} className={verdict.toLowerCase()}>
            <span aria-hidden="true">{MARKS[verdict]}</span> {sentence}{' '}
            <span className="quiet small">({parent.name})</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** By the name that the source uses: nobody here measured it, and it counts in no score. */
function Reported({ records }: { readonly records: readonly ReportedRecord[] }) {
  return (
    <Section
      title="Reported elsewhere"
      aside={<span className="quiet">by name; measured by nobody here, and in no score</span>}
    >
      {records.slice(0, RECORDS_SHOWN).map((record) => (
        <ReportedTable key={record.id} record={record} />
      ))}
      {records.length > RECORDS_SHOWN && (
        <p className="quiet small">and {records.length - RECORDS_SHOWN} more</p>
      )}
    </Section>
  );
}

function ReportedTable({ record }: { readonly record: ReportedRecord }) {
  const { source, model, revision, step, results, importedBy } = record;
  const name = revision === null ? model : `${model}@${revision}`;
  return (
    <div className="scrolled" tabIndex={0} role="group" aria-label={`Reported of ${name}`}>
      <table>
        <caption>
          {sourceText(source)}, of {name}; brought by {importedBy.name}
          {source.url !== null && (
            <>
              {' '}
              <code>{source.url}</code>
            </>
          )}
        </caption>
        <thead>
          <tr>
            <th>benchmark</th>
            <th>metric</th>
            <th className="number">value</th>
          </tr>
        </thead>
        <tbody>
          {results.map(({ benchmark, metric, value, fewshot, interval }, i) => (
            <tr key={i}>
              <td>
                <Link to={leaderboardAddress(benchmark, metric)}>{benchmark}</Link>
                {fewshot !== null && `, ${fewshot}-shot`}
                {step !== null && <CurveLink model={model} benchmark={benchmark} metric={metric} />}
              </td>
              <td>{metric}</td>
              <td className="number">
                {value === null ? 'not measured' : scoreText({ metric, value, sampling: interval })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {record.resultCount > results.length && (
        <p className="quiet small">and {record.resultCount - results.length} more values</p>
      )}
    </div>
  );
}

const RECORDS_SHOWN = 5;
