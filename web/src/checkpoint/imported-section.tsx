import type { SaidInFull } from '../generated/operations.ts';
import { Fact, Section } from '../parts/section.tsx';
import { countText, dayText } from '../text.ts';

/** What another place says of it: claims that nobody signed and nobody here checked. */
export function ImportedSection({ said }: { readonly said: SaidInFull }) {
  return (
    <Section
      title={`As ${said.source} lists it`}
      aside={<span className="quiet">unsigned, crawled {dayText(said.crawledAt)}</span>}
    >
      <dl className="facts">
        <Fact name="license">{said.license ?? said.licenseClaimed}</Fact>
        <Fact name="task">{said.task}</Fact>
        <Fact name="library">{said.library}</Fact>
        <Fact name="parameters">{said.parameterCount === null ? null : countText(said.parameterCount)}</Fact>
        <Fact name="downloads">{said.downloads === null ? null : countText(said.downloads)}</Fact>
        <Fact name="likes">{said.likes === null ? null : countText(said.likes)}</Fact>
        <Fact name="languages">{said.languages.join(', ')}</Fact>
        <Fact name="data">{said.datasets.join(', ')}</Fact>
        <Fact name="access">{said.gated === null ? null : GATES[said.gated]}</Fact>
        <Fact name="listing">{said.isGone ? 'no longer listed there' : null}</Fact>
      </dl>
      {said.claims.length > 0 && (
        <p className="quiet small">
          Its card claims, and nobody here repeated:{' '}
          {said.claims
            .slice(0, CLAIMS_SHOWN)
            .map(
              ({ metric, value, dataset }) => `${metric} ${value}${dataset === null ? '' : ` on ${dataset}`}`,
            )
            .join(' · ')}
        </p>
      )}
    </Section>
  );
}

const CLAIMS_SHOWN = 8;

const GATES: Readonly<Record<string, string>> = {
  AUTO: 'after a form there',
  MANUAL: 'when its owner there agrees',
};
