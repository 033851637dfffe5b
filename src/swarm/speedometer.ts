/** Bytes a second over the last seconds, from a count that only grows. */
export function speedometer(): (bytes: number) => number {
  const samples: { at: number; bytes: number }[] = [];
  return (bytes) => {
    const at = performance.now();
    samples.push({ at, bytes });
    while (samples.length > 2 && at - (samples[0]?.at ?? at) > 3000) samples.shift();
    const [oldest] = samples;
    return oldest && at > oldest.at ? ((bytes - oldest.bytes) / (at - oldest.at)) * 1000 : 0;
  };
}
