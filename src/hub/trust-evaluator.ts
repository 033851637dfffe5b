import type { Hub } from './context/hub.ts';
import type { Viewer } from './context/viewer.ts';
import { sayOfEvaluator } from './evaluators/say-of-evaluator.ts';

export interface TrustEvaluator {
  readonly name: string;
  /** Evaluators of one organisation count as one. */
  readonly organisation: string | null;
}

/** Lets an evaluator that the owner operates or knows count before audits speak for it. */
export async function trustEvaluator(hub: Hub, viewer: Viewer, { name, organisation }: TrustEvaluator) {
  return sayOfEvaluator(hub, viewer, name, { action: 'TRUST', organisation, reason: null });
}
