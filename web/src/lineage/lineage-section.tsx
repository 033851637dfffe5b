import { lazy, Suspense, useMemo } from 'react';
import { checkpointAddress, Link } from '../address.tsx';
import { pageLineage } from '../generated/operations.ts';
import { useAnswer } from '../hub/use-answer.ts';
import { Section } from '../parts/section.tsx';
import { Failure, Loading } from '../parts/states.tsx';
import { graphOf, type Graph } from './graph.ts';
import { LineageLegend } from './lineage-legend.tsx';
import { LineageList } from './lineage-list.tsx';

// The drawing's libraries come after the page's text.
export const LineageDrawing = lazy(() =>
  import('./lineage-drawing.tsx').then((module) => ({ default: module.LineageDrawing })),
);

interface LineageSectionProps {
  readonly reference: string;
  readonly name: string;
}

export function LineageSection({ reference, name }: LineageSectionProps) {
  const { graph, failure } = useGraph(reference);
  return (
    <Section
      title="Lineage"
      aside={<Link to={checkpointAddress(name, 'lineage')}>whole window</Link>}
      className="lineage-section"
    >
      {failure}
      {!failure && !graph && <Loading what="the lineage" />}
      {graph && graph.nodes.length === 1 && (
        <p className="quiet">No parents are recorded, and nobody has made anything from it here: a root.</p>
      )}
      {graph && graph.nodes.length > 1 && <Drawn graph={graph} />}
    </Section>
  );
}

function Drawn({ graph }: { readonly graph: Graph }) {
  return (
    <>
      <Suspense fallback={<Loading what="the drawing" />}>
        <LineageDrawing graph={graph} />
      </Suspense>
      <LineageLegend isCut={graph.isCut} />
      <details>
        <summary>As a list</summary>
        <LineageList graph={graph} />
      </details>
    </>
  );
}

/** Asked in one request; the failure is ready to show. */
export function useGraph(reference: string) {
  const [{ data, error, fetching }, ask] = useAnswer(pageLineage, { reference });
  const graph = useMemo(() => (data?.checkpoint ? graphOf(data.checkpoint) : null), [data]);
  const retry = () => ask({ requestPolicy: 'network-only' });
  const failure = error && !graph ? <Failure error={error} onRetry={retry} /> : null;
  return { graph, failure, isUnknown: !fetching && data?.checkpoint === null };
}
