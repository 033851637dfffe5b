import type { ChildProcess } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { isPiece, pieceHasher, pieceLengthFor } from '../../src/weights/piece-hashes.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { isRunning, seederPidOf } from '../support/seeder-pid.ts';
import type { SelfMember } from '../support/test-hub.ts';
import { DrillGround, kill, stop } from './hub-process.ts';
import { cycles, drillMsMax, moments } from './moments.ts';

/*
 * mark       bytes of the part file that are on disk when somebody is killed
 * in flight  what a kill may cost: blocks that were asked for or belong to a piece that was not whole yet
 */
const KILLS = cycles(2);
/** 256 MiB where it is killed 20 times and more. */
const VALUES = (KILLS >= 20 ? 64 : 8) << 20;
const SEEDER = ['--seeder', 'process'];
const IN_FLIGHT_PIECES = 2;

test(
  `a pull from peers alone outlives ${KILLS} kills of the client, of the seeder and of the hub`,
  async () => {
    await using ground = await DrillGround.open();
    let hub = await ground.startHub(SEEDER);
    const olga = await ground.joinOwner();
    const bytes = Buffer.from(smallSafetensors(3, VALUES));
    await publishSelf(olga, { model: 'olga/large', files: { 'model.safetensors': bytes } });
    const artifact = cut(bytes);

    const clients = await killClients(ground, olga, artifact);
    const seeders = await killDuring(ground, olga, artifact, 'seeder', async () => {
      const pid = await until(() => seederPidOf(hub.pid ?? 0));
      process.kill(pid, 'SIGKILL');
      await until(async () => !isRunning(pid));
    });
    const hubs = await killDuring(ground, olga, artifact, 'hub', async () => {
      const pid = await until(() => seederPidOf(hub.pid ?? 0));
      await kill(hub);
      // Nobody tells the seeder: it sees that its hub is gone.
      await until(async () => !isRunning(pid));
      hub = await ground.startHub(SEEDER);
    });
    expect([clients, seeders, hubs].map(({ kills }) => kills)).toEqual([KILLS, KILLS, KILLS]);
    process.stdout.write(`${JSON.stringify({ sizeBytes: bytes.length, clients, seeders, hubs })}\n`);
    const pid = await until(() => seederPidOf(hub.pid ?? 0));
    expect(await stop(hub)).toBe(0);
    expect(isRunning(pid)).toBe(false);
  },
  3 * drillMsMax(2),
);

interface CutArtifact {
  readonly bytes: Buffer;
  readonly pieceBytes: number;
  readonly pieceHashes: Buffer;
}

interface Outcome {
  readonly kills: number;
  /** Received beyond what was missing. */
  readonly againBytes: number;
}

/** One pull, killed again and again; what was good on disk at each kill stays, and is never asked for again. */
async function killClients(
  ground: DrillGround,
  { home }: SelfMember,
  artifact: CutArtifact,
): Promise<Outcome> {
  const { folder, part, words } = await newPull(ground, 'client');
  let good = 0;
  let kills = 0;
  for (const mark of moments(41, KILLS, artifact.bytes.length * 0.9)) {
    const pulling = ground.start([...words, ...within(5, artifact)], home);
    await until(async () => bytesOnDisk(part) > mark || hasEnded(pulling));
    await kill(pulling);
    const now = goodBytes(part, artifact);
    expect(now).toBeGreaterThanOrEqual(good);
    good = now;
    kills++;
  }
  const pulled = await ground.run(words, home);
  expect(pulled).toMatchObject({ code: 0 });
  const { bytesFromDisk, bytesFromPeers } = JSON.parse(pulled.output) as Record<string, number>;
  // To the byte: each whole piece that a killed client left counts, noted or not.
  expect(bytesFromDisk).toBe(good);
  return { kills, againBytes: await expectPulled(folder, artifact, bytesFromPeers, good, 1) };
}

/** One pull that is never killed, while who gives is. */
async function killDuring(
  ground: DrillGround,
  { home }: SelfMember,
  artifact: CutArtifact,
  name: string,
  killOnce: () => Promise<void>,
): Promise<Outcome> {
  const { folder, part, words } = await newPull(ground, name);
  const pulling = ground.run([...words, ...within(10, artifact)], home);
  const ended = new AbortController();
  void pulling.finally(() => ended.abort());
  let kills = 0;
  for (const mark of moments(43, KILLS, artifact.bytes.length * 0.9)) {
    await until(async () => bytesOnDisk(part) > mark || ended.signal.aborted);
    if (ended.signal.aborted) break;
    await killOnce();
    kills++;
  }
  const { code, output, complaint } = await pulling;
  expect({ name, code, complaint }).toMatchObject({ code: 0 });
  const { bytesFromPeers } = JSON.parse(output) as Record<string, number>;
  return { kills, againBytes: await expectPulled(folder, artifact, bytesFromPeers, 0, kills) };
}

async function expectPulled(
  folder: string,
  { bytes, pieceBytes }: CutArtifact,
  bytesFromPeers: number | undefined,
  goodBefore: number,
  kills: number,
): Promise<number> {
  expect(digestOf(await readFile(path.join(folder, 'model.safetensors')))).toBe(digestOf(bytes));
  const againBytes = (bytesFromPeers ?? 0) - (bytes.length - goodBefore);
  expect(againBytes).toBeLessThanOrEqual(kills * IN_FLIGHT_PIECES * pieceBytes);
  return againBytes;
}

/** Slow enough that there is something left to kill. */
function within(seconds: number, { bytes }: CutArtifact): readonly string[] {
  return ['--limit', `${Math.ceil(bytes.length / seconds / 1e6)}M`];
}

async function newPull(ground: DrillGround, name: string) {
  const folder = path.join(ground.root, `pulled-${name}`);
  await mkdir(folder);
  const words = ['pull', 'olga/large', '--out', folder, '--peers-only', '--json'];
  return { folder, part: path.join(folder, 'model.safetensors.part'), words };
}

function cut(bytes: Buffer): CutArtifact {
  const hasher = pieceHasher(bytes.length);
  hasher.update(bytes);
  return { bytes, pieceBytes: pieceLengthFor(bytes.length), pieceHashes: hasher.done().pieceHashes };
}

/** Reckoned here, from the part file alone: pieces whose hash is right. */
function goodBytes(part: string, { bytes, pieceBytes, pieceHashes }: CutArtifact): number {
  const found = readFileSync(part);
  let good = 0;
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    const piece = found.subarray(from, Math.min(from + pieceBytes, bytes.length));
    if (isPiece(piece, pieceHashes, from / pieceBytes)) good += piece.length;
  }
  return good;
}

function bytesOnDisk(file: string): number {
  return (statSync(file, { throwIfNoEntry: false })?.blocks ?? 0) * 512;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function until<T>(look: () => Promise<T | false | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== false && found !== undefined) return found;
    await sleep(5);
  }
}
