/** Asks for memory back, once a second, for as long as this process holds more than it should. */
export function watchMemory(rssBytesMax: number, giveBack: () => void): Disposable & AsyncDisposable {
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() > rssBytesMax) giveBack();
  }, 1000);
  timer.unref();
  return {
    [Symbol.dispose]: () => clearInterval(timer),
    [Symbol.asyncDispose]: () => Promise.resolve(clearInterval(timer)),
  };
}
