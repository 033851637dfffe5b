import type { Wire } from 'webtorrent';

/** What is told to the library as the speed of a wire; `sample` is called a few times a second. */
export interface PipelineHint {
  sample(): void;
}

/**
 * Lets the pipeline of requests grow with what a wire brings right now. The library asks for a second's worth of its
 * mean over five seconds: at 100 ms round trip it takes ten seconds to reach a 50 MB/s link.
 */
export function hurryPipeline(wire: Wire, isHub: boolean): PipelineHint {
  const measured = wire.downloadSpeed.bind(wire);
  const startedAt = performance.now();
  let [bytes, bytesBefore, at] = [0, 0, startedAt];
  const recent: number[] = [];
  wire.on('download', (count: number) => (bytes += count));
  wire.downloadSpeed = () => {
    const isNew = performance.now() - startedAt < FIRST_MS;
    const hurried = Math.max(isNew ? FIRST_BYTES_PER_SECOND : 0, GROWTH * Math.max(0, ...recent));
    // What a hub was asked for already, others may have by the time it comes: a quarter of a second's worth is enough.
    const speed = isHub ? Math.max(HUB_BYTES_PER_SECOND_MIN, hurried / 8) : Math.max(measured(), hurried);
    return Math.min(BYTES_PER_SECOND_MAX, speed);
  };
  return {
    sample() {
      const now = performance.now();
      if (now - at < SAMPLE_MS_MIN) return;
      recent.push(((bytes - bytesBefore) / (now - at)) * 1000);
      if (recent.length > SAMPLES) recent.shift();
      [bytesBefore, at] = [bytes, now];
    },
  };
}

const GROWTH = 2;
const SAMPLES = 5;
const SAMPLE_MS_MIN = 50;
/** Until anything was measured. */
const FIRST_MS = 1000;
const FIRST_BYTES_PER_SECOND = 4 << 20;
const HUB_BYTES_PER_SECOND_MIN = 512 << 10;
/** A thousand blocks under way: more than 100 ms of the fastest link, and what clients take without refusing. */
const BYTES_PER_SECOND_MAX = 1000 * 16_384;
