import type { Checkpoint } from '../generated/operations.ts';
import { Digest } from '../parts/digest.tsx';
import { CopyButton } from '../parts/copy.tsx';
import { Fact, Section } from '../parts/section.tsx';
import { timeText } from '../text.ts';

export function StatementSection({ checkpoint: { statement } }: { readonly checkpoint: Checkpoint }) {
  if (!statement) return null;
  const envelope = JSON.stringify(statement.envelope, null, 2);
  return (
    <Section title="Signed statement">
      <p className="small">
        Entry {statement.logIndex} of this hub’s log, signed by {statement.contributor.name}
        {statement.custody === 'SELF' ? ', who holds the key' : '; the hub keeps the key'}.
      </p>
      <details>
        <summary>To verify offline</summary>
        <dl className="facts">
          <Fact name="statement">
            <Digest value={statement.id} label="the statement’s digest" />
          </Fact>
          <Fact name="kind">{statement.kind}</Fact>
          <Fact name="accepted">{timeText(statement.acceptedAt)}</Fact>
          <Fact name="key">
            <code className="breakable">{statement.author}</code>
          </Fact>
        </dl>
        <p className="swarm-head">
          <span>DSSE envelope</span>
          <CopyButton label="the envelope" text={envelope} />
        </p>
        <pre className="envelope" tabIndex={0} aria-label="The envelope">
          {envelope}
        </pre>
      </details>
    </Section>
  );
}
