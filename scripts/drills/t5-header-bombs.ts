import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { digestOf } from '../../src/base/digest.ts';
import { isRefusal } from '../../src/base/errors.ts';
import { uploadFile } from '../../src/client/upload.ts';
import { DrillGround } from '../../test/drills/hub-process.ts';
import type { Drill } from './drill.ts';

/** Headers built to burn a reader, sent to a real hub that must go on answering everybody else. */
export const headerBombs: Drill = {
  id: 'T5',
  claim:
    'while header bombs are inspected, every other request is answered, and soon; each bomb ends within 10 s',
  async run(extent) {
    await using ground = await DrillGround.open();
    await ground.startHub();
    const ada = await ground.joinOwner();
    const figures: Record<string, number> = {};
    const violations: string[] = [];
    const others = watchOthers(ground.hubUrl);
    for (const [name, make] of Object.entries(BOMBS[extent])) {
      const bytes = make();
      const file = path.join(ground.root, 'bomb.safetensors');
      await writeFile(file, bytes);
      const startedAt = performance.now();
      const upload = { file, path: 'model.safetensors', digest: digestOf(bytes) };
      const outcome = await uploadFile(ada, upload).then(
        () => 'taken, in a state that is offered to nobody',
        (error: unknown) => (isRefusal(error) ? 'refused' : `failed: ${String(error)}`),
      );
      const seconds = (performance.now() - startedAt) / 1000;
      figures[`${name}: s`] = Number(seconds.toFixed(1));
      if (outcome.startsWith('failed')) violations.push(`${name} ${outcome}`);
      if (extent === 'WHOLE' && seconds > SECONDS_MAX)
        violations.push(`${name} took ${seconds.toFixed(1)} s`);
    }
    const { answered, failed, p50, p99 } = await others.stop();
    figures['other requests'] = answered;
    figures['other requests p50 ms'] = p50;
    figures['other requests p99 ms'] = p99;
    if (failed > 0) violations.push(`${failed} other requests failed`);
    // An answer waits for the event loop, so its time is an upper bound of the loop's delay.
    if (extent === 'WHOLE' && p99 > P99_MS_MAX) violations.push(`p99 of other requests was ${p99} ms`);
    return { figures, violations };
  },
};

const SECONDS_MAX = 10;
const P99_MS_MAX = 50;

type Bombs = Readonly<Record<string, () => Buffer>>;

const SMALL: Bombs = {
  '24 MB of nesting': () => bomb(`{"a":${'['.repeat(24_000_000)}`),
  '25 MB of tensors': () => bomb(tensors(320_000)),
};

const BOMBS: { readonly SLICE: Bombs; readonly WHOLE: Bombs } = {
  SLICE: SMALL,
  WHOLE: {
    ...SMALL,
    '95 MB of tensors': () => bomb(tensors(1_600_000)),
    '99 MB of one string': () => bomb(`{"__metadata__":{"a":"${'x'.repeat(99_000_000)}"}}`),
    '24 MB of one string': () => bomb(`{"__metadata__":{"a":"${'\\u0041'.repeat(4_000_000)}"}}`),
    '5 M nested': () => bomb('['.repeat(5_000_000)),
    '180,000 tensors, as they should be': () => bomb(tensors(180_000)),
  },
};

function bomb(header: string): Buffer {
  const bytes = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.byteLength));
  return Buffer.concat([length, bytes]);
}

function tensors(count: number): string {
  const entries = Array.from(
    { length: count },
    (_, i) => `"t${i}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}`,
  );
  return `{${entries.join(',')}}`;
}

/** Asks the hub a small question all the time, one after another, as somebody else would. */
function watchOthers(url: string) {
  const stopping = new AbortController();
  const times: number[] = [];
  let failed = 0;
  const asking = (async () => {
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      const body = JSON.stringify({ query: '{ hub { id logSize } }' });
      const headers = { 'content-type': 'application/json' };
      const isFine = await fetch(`${url}/graphql`, { method: 'POST', headers, body }).then(
        async (response) => response.ok && (await response.text()).includes('logSize'),
        () => false,
      );
      if (isFine) times.push(performance.now() - startedAt);
      else failed++;
      await wait(5);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await asking;
      times.sort((a, b) => a - b);
      const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(1));
      return { answered: times.length, failed, p50: at(0.5), p99: at(0.99) };
    },
  };
}
