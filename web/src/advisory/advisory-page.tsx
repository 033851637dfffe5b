import { checkpointAddress, Link } from '../address.tsx';
import { pageAdvisory, type Advisory } from '../generated/operations.ts';
import { useAnswer } from '../hub/use-answer.ts';
import { Fact, Section } from '../parts/section.tsx';
import { Failure, Loading, Nowhere } from '../parts/states.tsx';
import { countText, timeText, wordText } from '../text.ts';

/** One signed warning: what is wrong, what to do about it, and what it reaches. */
export function AdvisoryPage({ number }: { readonly number: string }) {
  const [{ data, error }, ask] = useAnswer(pageAdvisory, { id: `Advisory:${number}` });
  if (error) return <Failure error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading what="the advisory" />;
  if (!data.advisory) return <Nowhere what={`advisory ${number}`} />;
  return <Shown advisory={data.advisory} />;
}

function Shown({ advisory }: { readonly advisory: Advisory }) {
  const { title, severity, kind, text, remedy, references, publishedBy, publishedAt, withdrawal } = advisory;
  return (
    <article className="advisory">
      <h1>{title}</h1>
      <p className="quiet">
        Advisory {advisory.logIndex} of this hub’s log, by {publishedBy.name}, {timeText(publishedAt)}
      </p>
      {withdrawal !== null && (
        <p>
          <strong>It was taken back</strong> with entry {withdrawal.logIndex}, and reaches nothing any more.
        </p>
      )}
      <p className="advisory-text">{text}</p>
      <dl className="facts">
        <Fact name="severity">{wordText(severity)}</Fact>
        <Fact name="kind">{wordText(kind)}</Fact>
        <Fact name="what to do">{remedy}</Fact>
        {/* As text: nobody here looked at where they lead. */}
        <Fact name="see">{references.join('\n')}</Fact>
        <Fact name="names">
          {advisory.targets.map(({ of, value }) => `${wordText(of)} ${value}`).join('\n')}
        </Fact>
      </dl>
      <Reached advisory={advisory} />
    </article>
  );
}

function Reached({ advisory: { affected, affectedCount } }: { readonly advisory: Advisory }) {
  if (affected.nodes.length === 0) return null;
  const more = (affectedCount ?? 0) - affected.nodes.length;
  return (
    <Section title="It reaches">
      <ul className="advisory-reach">
        {affected.nodes.map(({ depth, checkpoint: { name } }) => (
          <li key={name}>
            <Link to={checkpointAddress(name)}>{name}</Link>
            {depth > 0 && (
              <span className="quiet"> made from it, {depth === 1 ? '1 edge' : `${depth} edges`} below</span>
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="quiet small">and {countText(more)} more</p>}
    </Section>
  );
}
