import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { lstat, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf, hexOf } from '../../src/base/digest.ts';
import { CacheFolder } from '../../src/client/caches/cache-fixture.ts';
import { AnyClient } from '../support/any-client.ts';
import { planPull, pullPlans } from '../../src/client/pull-checkpoint.ts';
import { runProgram, startProgram } from '../cli/run-program.ts';
import { bdecode, bencode } from '../../src/swarm/bencode.ts';
import { openLyingHub } from '../support/lying-hub.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';

/** Weights by the cache they are in; large enough to travel in several pieces. */
const weights = {
  huggingFace: smallSafetensors(1, 300_000),
  ollama: smallSafetensors(2, 300_000),
  comfyUi: smallSafetensors(3, 300_000),
  damaged: smallSafetensors(4, 300_000),
  lying: smallSafetensors(5, 300_000),
  unreadable: smallSafetensors(6, 300_000),
};
/** Large enough for a swarm, and named as git names it in a repository of theirs. */
const vocabulary = Buffer.alloc(1_200_000, 'word\n');
const merges = Buffer.alloc(1_200_000, 'two words\n');
/** What git calls a card of five letters; it is too small for a swarm. */
const CARD = 'card\n';
const CARD_BLOB = '00c3bdd3af760ad499e18bacdee7430e609d143e';
let hub: TestHub;
let caches: CacheFolder;
let folders: readonly string[];
let places: Readonly<Record<string, string>>;

beforeAll(async () => {
  hub = await openTestHub();
  const ada = await hub.joinSelf('ada');
  for (const [name, bytes] of Object.entries(weights))
    await publishSelf(ada, {
      model: `ada/${name.toLowerCase()}`,
      files: { 'model.safetensors': bytes, 'README.md': CARD },
    });
  await publishSelf(ada, {
    model: 'ada/words',
    files: { 'model.safetensors': smallSafetensors(7), 'vocab.txt': vocabulary, 'merges.txt': merges },
  });
  caches = await CacheFolder.open();
  places = await fillCaches();
  folders = ['huggingface', 'ollama', 'ComfyUI'].map((name) => path.join(caches.root, name));
});
afterAll(async () => {
  await caches?.[Symbol.asyncDispose]();
  await hub?.[Symbol.asyncDispose]();
});

const gitBlobOf = (bytes: Uint8Array) =>
  createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
const hexOfBytes = (bytes: Uint8Array | string) => hexOf(digestOf(bytes));

/** Three caches with good files, and one of every kind of trouble. */
async function fillCaches() {
  const flipped = Uint8Array.from(weights.damaged);
  flipped[flipped.length - 1]! ^= 1;
  const huggingFace = await caches.huggingFaceFile('ada/base', 'model.safetensors', weights.huggingFace);
  await caches.huggingFaceFile('ada/base', 'README.md', CARD, CARD_BLOB);
  await caches.huggingFaceFile('ada/words', 'vocab.txt', vocabulary, gitBlobOf(vocabulary));
  await caches.huggingFaceFile('ada/words', 'merges.txt', vocabulary, gitBlobOf(merges));
  const damaged = await caches.huggingFaceFile(
    'ada/broken',
    'model.safetensors',
    flipped,
    hexOfBytes(weights.damaged),
  );
  const unknown = await caches.huggingFaceFile('eve/secret', 'model.safetensors', 'nobody published this');
  await symlink('..', path.join(path.dirname(unknown), 'loop'));
  await symlink('/', path.join(path.dirname(unknown), 'out'));
  const ollama = await caches.ollamaModel('low-digits:1', weights.ollama);
  const lying = await caches.ollamaModel('liar:1', smallSafetensors(99, 300_000), hexOfBytes(weights.lying));
  const comfyUi = await caches.write('elsewhere/on-another-disk.safetensors', weights.comfyUi);
  await caches.link('ComfyUI/models/checkpoints/mine.safetensors', comfyUi);
  await caches.write('ComfyUI/models/loras/unknown.safetensors', smallSafetensors(98, 10));
  const unreadable = await caches.ollamaModel('locked:1', weights.unreadable);
  return { huggingFace, damaged, ollama, lying, comfyUi, unreadable };
}

/** What is good in the caches and travels by swarm. */
const ADOPTED = 5;

interface Adopted {
  readonly port: number;
  readonly caches: readonly {
    readonly kind: string;
    readonly files: readonly {
      readonly name: string;
      readonly file: string;
      readonly verdict: string;
      readonly checkpoints?: readonly { readonly checkpoint: string; readonly path: string }[];
    }[];
    readonly passedOver: readonly { readonly path: string; readonly reason: string }[];
  }[];
}

/** Adopts until disposed, as somebody’s machine does; answers what it said. */
async function adopting(words: readonly string[]) {
  const child = startProgram(await hub.folder(), ['adopt', ...words, '--hub', hub.url, '--json']);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const isWhole = () => {
    try {
      return (JSON.parse(text) as Adopted).port > 0;
    } catch {
      return false;
    }
  };
  await expect.poll(isWhole).toBe(true);
  return {
    said: JSON.parse(text) as Adopted,
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'close');
      child.kill('SIGINT');
      expect(await ended).toEqual([0, null]);
    },
  };
}

/** Everything below a folder with its size and times: what a reader leaves as it was. */
async function stateOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries.map(({ parentPath, name }) => path.join(parentPath, name)).toSorted();
  return Promise.all(
    found.map(async (place) => {
      const { size, mtimeMs, ctimeMs } = await lstat(place);
      return [place, size, mtimeMs, ctimeMs].join(' ');
    }),
  );
}

describe('adopt', () => {
  test('gives what three programs have, from where it lies, to another machine', async () => {
    const before = await stateOf(caches.root);
    await using adopter = await adopting(folders);
    // Told of somebody who pulls already, it would go to them as well as they come to it: two connections.
    await expect.poll(() => hub.hub.swarm.seederCounts().size).toBe(ADOPTED);
    const verdicts = new Map(
      adopter.said.caches.flatMap(({ files }) => files.map((file) => [file.file, file] as const)),
    );
    for (const [place, checkpoint] of [
      ['huggingFace', 'ada/huggingface'],
      ['ollama', 'ada/ollama'],
      ['comfyUi', 'ada/comfyui'],
    ] as const)
      expect(verdicts.get(places[place]!)).toMatchObject({
        verdict: 'ADOPTED',
        checkpoints: [{ checkpoint, path: 'model.safetensors' }],
      });
    await using liar = await openLyingHub(hub.url);
    // A tracker that names the adopter alone: the hub's own seeder has nothing to give here.
    liar.lies.bytes = (place, bytes) =>
      place.startsWith('/announce') ? onlyPeerAt(adopter.said.port, bytes) : null;
    for (const [name, bytes] of [
      ['huggingface', weights.huggingFace],
      ['ollama', weights.ollama],
      ['comfyui', weights.comfyUi],
    ] as const) {
      const folder = await hub.folder();
      const asked = { reference: `ada/${name}`, folder, roles: ['WEIGHTS'] } as const;
      const plan = await planPull(new AnyClient(liar.url, null), asked);
      const [pulled] = await pullPlans([plan], { mode: 'peers-only' });
      expect(await readFile(path.join(folder, 'model.safetensors'))).toEqual(Buffer.from(bytes));
      expect(pulled?.bytesFromPeers).toBeGreaterThanOrEqual(bytes.byteLength);
      expect(pulled?.peersMax).toBe(1);
    }
    expect(await stateOf(caches.root)).toEqual(before);
  });

  test('says what is damaged, unknown or outside the swarm, and gives none of it', async () => {
    const { output, code } = await runProgram(await hub.folder(), [
      'adopt',
      ...folders,
      '--hub',
      hub.url,
      '--dry-run',
      '--json',
    ]);
    expect(code).toBe(0);
    const said = JSON.parse(output) as Adopted;
    const byName = Object.fromEntries(
      said.caches.flatMap(({ files }) => files.map(({ name, verdict }) => [name, verdict])),
    );
    expect(byName).toEqual({
      'ada/base/README.md': 'OUTSIDE_SWARM',
      'ada/base/model.safetensors': 'ADOPTED',
      'ada/broken/model.safetensors': 'DAMAGED',
      'ada/words/vocab.txt': 'ADOPTED',
      'ada/words/merges.txt': 'DAMAGED',
      'eve/secret/model.safetensors': 'UNKNOWN',
      'low-digits:1 model': 'ADOPTED',
      'liar:1 model': 'DAMAGED',
      'locked:1 model': 'ADOPTED',
      'checkpoints/mine.safetensors': 'ADOPTED',
      'loras/unknown.safetensors': 'UNKNOWN',
    });
    expect(
      said.caches[0]?.passedOver.map(({ path: place, reason }) => [path.basename(place), reason]),
    ).toEqual([
      ['loop', 'LINK_TO_FOLDER'],
      ['out', 'LINK_TO_FOLDER'],
    ]);
  });

  test('names for people what it gives, and what is wrong', async () => {
    const { output, code } = await adoptInLines(['--dry-run', ...folders]);
    expect(code).toBe(0);
    expect(output).toMatch(/^cache +files +bytes +known +unknown +damaged +folder$/m);
    expect(output).toMatch(/^Hugging Face +6 +4.8 MB +3 +1 +2 /m);
    expect(output).toMatch(/✔ ada\/ollama {2}model\.safetensors .*1\.2 MB/);
    expect(output).toMatch(/⚠ liar:1 model is damaged and is not given/);
    expect(output).toMatch(/2 passed over: links to folders, such as .*loop/);
  });

  test('reads nothing the second time', async () => {
    const home = await hub.folder();
    const words = ['adopt', '--dry-run', '--json', '--hub', hub.url, folders[2]!];
    const first = await runProgram(home, words);
    const memory = path.join(home, '.config/heirloom/digests.json');
    const remembered = JSON.parse(await readFile(memory, 'utf8')) as Record<string, { digest: string }>;
    expect(remembered[places['comfyUi']!]?.digest).toBe(digestOf(weights.comfyUi));
    const { mtimeMs } = await stat(memory);
    const second = await runProgram(home, words);
    expect(second.output).toBe(first.output);
    expect((await stat(memory)).mtimeMs).toBe(mtimeMs);
  });

  test('refuses where the hub knows nothing, and says what to do', async () => {
    await using other = await CacheFolder.open();
    await other.huggingFaceFile('eve/secret', 'model.safetensors', 'nobody published this');
    const { complaint, code } = await adoptInLines([other.root + '/huggingface']);
    expect(code).toBe(2);
    expect(complaint).toMatch(/CLIENT_NOTHING_TO_SEED\n.*\n.*\n {2}remedy/s);
    const nowhere = await adoptInLines([]);
    expect([nowhere.code, nowhere.complaint]).toEqual([2, expect.stringContaining('CLIENT_NO_CACHES')]);
  });

  test('finds the usual caches of a home by itself', async () => {
    const home = await hub.folder();
    await mkdir(path.join(home, '.cache'));
    await symlink(path.join(caches.root, 'huggingface'), path.join(home, '.cache/huggingface'));
    const { output } = await runProgram(home, ['adopt', '--dry-run', '--hub', hub.url]);
    expect(output).toMatch(/✔ ada\/huggingface {2}model\.safetensors/);
  });

  test('believes no hub that takes other bytes for the artifact', async () => {
    await using liar = await openLyingHub(hub.url);
    liar.lies.answer = (data) => {
      const { artifactsByDigests = [] } = data as {
        artifactsByDigests?: { digest: string; names?: { kind: string; value: string }[] }[];
      };
      // Every file is said to be the artifact of another one.
      for (const artifact of artifactsByDigests)
        if (artifact.names) artifact.digest = digestOf(weights.ollama);
      return data;
    };
    const { output } = await adoptInLines(['--dry-run', '--json', folders[2]!], liar.url);
    const said = JSON.parse(output) as Adopted;
    expect(said.caches[0]?.files.map(({ verdict }) => verdict)).toEqual(['UNKNOWN', 'UNKNOWN']);
  });

  test('names a file that it can’t read, and goes on', async (context) => {
    if (!(await caches.makeUnreadable(places['unreadable']!))) context.skip();
    const { output, code } = await adoptInLines(['--dry-run', folders[1]!]);
    expect(code).toBe(0);
    expect(output).toMatch(/^⚠ .* can’t be read: /m);
    expect(output).toMatch(/✔ ada\/ollama {2}model\.safetensors/);
  });
});

test('a hub answers 100 digests at once, and refuses more', async () => {
  const document =
    'query ($values: [String!]!) { artifactsByDigests(kind: SHA256, values: $values) { digest } }';
  const others = Array.from({ length: 99 }, (_, i) => hexOfBytes(String(i)));
  const mine = hexOfBytes(weights.lying);
  expect(await hub.anonymous.ask(document, { values: [...others, mine] })).toEqual({
    artifactsByDigests: [{ digest: `sha256:${mine}` }],
  });
  await expect(hub.anonymous.ask(document, { values: [...others, mine, mine] })).rejects.toMatchObject({
    code: 'GRAPHQL_DIGESTS_MANY',
  });
  await expect(hub.anonymous.ask(document, { values: ['xyz'] })).rejects.toMatchObject({
    code: 'GRAPHQL_DIGEST_MALFORMED',
  });
});

const adoptInLines = async (words: readonly string[], url = hub.url) =>
  runProgram(await hub.folder(), ['adopt', ...words, '--hub', url]);

/** A tracker’s answer without the peers at other ports. */
function onlyPeerAt(port: number, answer: Buffer): Buffer {
  const told = bdecode(answer) as Map<string, unknown>;
  const peers = told.get('peers') as Buffer;
  const kept = Array.from({ length: peers.length / 6 }, (_, i) => peers.subarray(6 * i, 6 * i + 6)).filter(
    (peer) => peer.readUInt16BE(4) === port,
  );
  return bencode({ interval: 30, peers: Buffer.concat(kept) });
}
