import type { Checkpoint } from '../generated/operations.ts';
import { Digest } from '../parts/digest.tsx';
import { Fact, Section } from '../parts/section.tsx';

/** What the publisher recorded of the training, and the digests that others bind to. */
export function FactsSection({ checkpoint }: { readonly checkpoint: Checkpoint }) {
  const { metadata, coreDigest, weightsIdentity } = checkpoint;
  const known = metadata
    ? Object.values(metadata).filter((value) => value !== null && typeof value !== 'object')
    : [];
  return (
    <>
      {metadata && known.length > 0 && (
        <Section title="Training" aside={<span className="quiet">as recorded</span>}>
          <dl className="facts">
            <Fact name="epoch">{metadata.epoch}</Fact>
            <Fact name="step">{metadata.step?.toLocaleString('en')}</Fact>
            <Fact name="loss">{metadata.loss}</Fact>
            <Fact name="learning rate">{metadata.learningRate}</Fact>
            <Fact name="seed">{metadata.seed}</Fact>
            <Fact name="framework">{metadata.framework}</Fact>
            <Fact name="data">{metadata.dataset}</Fact>
          </dl>
        </Section>
      )}
      {(coreDigest ?? weightsIdentity) !== null && (
        <Section title="Identity">
          <dl className="facts">
            <Fact name="core">
              {coreDigest !== null && <Digest value={coreDigest} label="the core digest" />}
            </Fact>
            <Fact name="weights">
              {weightsIdentity === null ? null : (
                <Digest value={weightsIdentity} label="the weights identity" />
              )}
            </Fact>
          </dl>
          <p className="quiet small">
            Scores and bias reports bind to the core; equal tensors in any container have equal weights
            identities.
          </p>
        </Section>
      )}
    </>
  );
}
