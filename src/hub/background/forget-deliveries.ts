import type { Work } from './work.ts';

/** Long enough to replay what was missed over a holiday. */
const KEPT_MS = 30 * 86_400_000;
const AT_ONCE = 1000;

/** Takes ended deliveries away, a thousand a step. */
export const forgetDeliveries: Work = {
  step: ({ store, clock }) => store.webhooks.forget(new Date(clock.now().getTime() - KEPT_MS), AT_ONCE),
};
