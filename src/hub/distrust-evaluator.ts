import type { Hub } from './context/hub.ts';
import type { Viewer } from './context/viewer.ts';
import { sayOfEvaluator } from './evaluators/say-of-evaluator.ts';

export interface DistrustEvaluator {
  readonly name: string;
  readonly reason: string | null;
}

/** Takes the owner's trust back; audits and the organisation that was named stay. */
export async function distrustEvaluator(hub: Hub, viewer: Viewer, { name, reason }: DistrustEvaluator) {
  return sayOfEvaluator(hub, viewer, name, { action: 'DISTRUST', organisation: null, reason });
}
