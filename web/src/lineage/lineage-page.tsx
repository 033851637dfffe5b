import { Suspense } from 'react';
import { checkpointAddress, Link } from '../address.tsx';
import { Loading, NotFound } from '../parts/states.tsx';
import { LineageLegend } from './lineage-legend.tsx';
import { LineageList } from './lineage-list.tsx';
import { LineageDrawing, useGraph } from './lineage-section.tsx';

/** The drawing on the whole window; nodes lead to their own lineage, the title to the page. */
export function LineagePage({ reference }: { readonly reference: string }) {
  const { graph, failure, isUnknown } = useGraph(reference);
  if (isUnknown) return <NotFound reference={reference} />;
  if (failure) return failure;
  if (!graph) return <Loading what="the lineage" />;
  return (
    <div className="lineage-page">
      <div className="lineage-title">
        <h1>Lineage of {reference}</h1>
        <Link to={checkpointAddress(reference)}>its page</Link>
      </div>
      <Suspense fallback={<Loading what="the drawing" />}>
        <LineageDrawing graph={graph} view="lineage" />
      </Suspense>
      <LineageLegend isCut={graph.isCut} />
      <details>
        <summary>As a list</summary>
        <LineageList graph={graph} />
      </details>
    </div>
  );
}
