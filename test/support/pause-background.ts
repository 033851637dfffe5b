import type { TestHub } from './test-hub.ts';

/** Until it is disposed of, nothing happens on the hub's own account. */
export async function pauseBackground({ background }: TestHub): Promise<AsyncDisposable> {
  await background.idle();
  const wake = background.wake.bind(background);
  background.wake = () => undefined;
  return {
    async [Symbol.asyncDispose]() {
      background.wake = wake;
      wake();
      await background.idle();
    },
  };
}
