import { lazy, Suspense } from 'react';
import { pageCheckpoint, type Checkpoint } from '../generated/operations.ts';
import { useAnswer } from '../hub/use-answer.ts';
import { WarningLine, warningsOf } from '../parts/badges.tsx';
import { Failure, Loading, NotFound } from '../parts/states.tsx';
import { TrainingSection } from '../curve/training-section.tsx';
import { LineageSection } from '../lineage/lineage-section.tsx';
import { AdvisoryLine } from './advisory-line.tsx';
import { BiasSection } from './bias-section.tsx';
import { RiskSection } from './risk-section.tsx';
import { EvidenceSection } from './evidence-section.tsx';
import { FilesSection } from './files-section.tsx';
import { GetSection } from './get-section.tsx';
import { Heading } from './heading.tsx';
import { ImportedSection } from './imported-section.tsx';
import { ResourcesSection } from './resources-section.tsx';
import { ScoresSection } from './scores-section.tsx';
import { FactsSection } from './facts-section.tsx';
import { StatementSection } from './statement-section.tsx';

// The Markdown reader comes only where there is a card.
const CardSection = lazy(() =>
  import('./card-section.tsx').then((module) => ({ default: module.CardSection })),
);

export function CheckpointPage({ reference }: { readonly reference: string }) {
  const [{ data, error }, ask] = useAnswer(pageCheckpoint, { reference });
  const retry = () => ask({ requestPolicy: 'network-only' });
  if (!data?.checkpoint) {
    if (error) return <Failure error={error} onRetry={retry} />;
    return data ? <NotFound reference={reference} /> : <Loading what="the checkpoint" />;
  }
  return (
    <article className="checkpoint">
      {error && <Failure error={error} onRetry={retry} />}
      <Heading checkpoint={data.checkpoint} />
      <Warnings checkpoint={data.checkpoint} />
      <Sections checkpoint={data.checkpoint} reference={reference} />
    </article>
  );
}

function Sections({ checkpoint, reference }: SectionsProps) {
  const lineage = <LineageSection reference={reference} name={checkpoint.name} />;
  const imported = checkpoint.imported.map((said) => <ImportedSection key={said.source} said={said} />);
  if (checkpoint.isStub)
    return (
      <>
        {lineage}
        <EvidenceSection reference={reference} />
        {imported}
      </>
    );
  const card = checkpoint.artifacts.find(({ role }) => role === 'CARD');
  return (
    <>
      <div className="columns">
        <ScoresSection reference={reference} scores={checkpoint.scores} />
        <GetSection checkpoint={checkpoint} reference={reference} />
      </div>
      <EvidenceSection reference={reference} />
      {(checkpoint.metadata?.step ?? null) !== null && (
        <TrainingSection reference={reference} digest={checkpoint.digest} />
      )}
      {lineage}
      <div className="columns">
        <div>
          <BiasSection reports={checkpoint.biasReports} mitigations={checkpoint.mitigations} />
          <RiskSection reports={checkpoint.riskReports} />
          {card && (
            <Suspense fallback={<Loading what="the card" />}>
              <CardSection file={card} />
            </Suspense>
          )}
        </div>
        <div>
          <FilesSection files={checkpoint.artifacts} />
          {checkpoint.resources && <ResourcesSection estimates={checkpoint.resources.estimates} />}
          <FactsSection checkpoint={checkpoint} />
          <StatementSection checkpoint={checkpoint} />
          {imported}
        </div>
      </div>
    </>
  );
}

interface SectionsProps {
  readonly checkpoint: Checkpoint;
  readonly reference: string;
}

function Warnings({ checkpoint }: { readonly checkpoint: Checkpoint }) {
  const { advisories, withdrawal } = checkpoint;
  const warnings = warningsOf(checkpoint);
  if (advisories.length + warnings.length === 0 && withdrawal === null) return null;
  return (
    <ul className="warnings" aria-label="Open warnings">
      {withdrawal !== null && (
        <li>
          <span className="warning">
            <span aria-hidden="true">⚠ </span>Its publisher took it back: {withdrawal.reason}
          </span>
        </li>
      )}
      {advisories.map((reach) => (
        <li key={reach.advisory.logIndex}>
          <AdvisoryLine reach={reach} />
        </li>
      ))}
      {warnings.map((warning, i) => (
        <li key={i}>
          <WarningLine warning={warning} />
        </li>
      ))}
    </ul>
  );
}
