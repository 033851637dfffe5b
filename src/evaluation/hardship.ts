import type { Protocol } from './protocol.ts';

/**
 * What a protocol does to its items before the question, in words: `gaussian-noise 3`, `stamped 3×3`, `jittered ±24`,
 * `attacked 60 times within ±24`. Empty where it asks of items as they are.
 */
export function hardshipOf({ preprocessing, decoding }: Protocol): string {
  const steps = preprocessing.flatMap((step) => {
    if (step.step === 'corrupt') return [`${step.kind} ${step.severity}`];
    if (step.step === 'jitter') return [`jittered ±${step.epsilon}`];
    return step.step === 'stamp' ? [`stamped ${step.size}×${step.size}`] : [];
  });
  const attacked =
    decoding.rule === 'attacked-argmax'
      ? [`attacked ${decoding.budget} times within ±${decoding.epsilon}`]
      : [];
  return [...steps, ...attacked].join(', ');
}
