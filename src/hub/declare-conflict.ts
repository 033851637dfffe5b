import type { Hub } from './context/hub.ts';
import type { Viewer } from './context/viewer.ts';
import { sayOfEvaluator } from './evaluators/say-of-evaluator.ts';

export interface DeclareConflict {
  /** Whom the viewer is not independent of. */
  readonly name: string;
  readonly reason: string | null;
}

/** Says that the viewer and another are not independent: where both run, they count as one. It can't be taken back. */
export async function declareConflict(hub: Hub, viewer: Viewer, { name, reason }: DeclareConflict) {
  return sayOfEvaluator(hub, viewer, name, { action: 'CONFLICT', organisation: null, reason });
}
