import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { makeArtifact, type BenchArtifact } from './artifacts.ts';

/** Where a benchmark works, and how large. */
export interface Ground extends Disposable {
  readonly folder: string;
  readonly mib: number;
  readonly repeats: number;
  /** Of the loopback device; not 127.0.0.1 where a namespace of our own gives another, which Transmission needs. */
  readonly host: string;
  readonly isNamespace: boolean;
  /** One file of the whole size, made once. */
  artifact(): Promise<BenchArtifact>;
  /** An empty folder for one measurement; `clear` removes it. */
  room(): string;
  clear(room: string): void;
  /** A JSON file for one of our own programs. */
  plan(value: unknown): string;
}

/** Of a range for documentation (RFC 5737): nobody is there. */
export const NAMESPACE_HOST = '198.51.100.1';

export function openGround(below: string, mib: number, repeats: number): Ground {
  const folder = mkdtempSync(path.join(below, 'heirloom-swarm-bench-'));
  const isNamespace = Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => address === NAMESPACE_HOST),
  );
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  let artifact: Promise<BenchArtifact> | undefined;
  let [rooms, plans] = [0, 0];
  return {
    folder,
    mib,
    repeats,
    isNamespace,
    host: isNamespace ? NAMESPACE_HOST : '127.0.0.1',
    artifact: () => (artifact ??= makeArtifact(folder, 'weights', mib)),
    room() {
      const room = path.join(folder, `room-${rooms++}`);
      mkdirSync(room);
      return room;
    },
    clear: (room) => rmSync(room, { recursive: true, force: true }),
    plan(value) {
      const file = path.join(folder, `plan-${plans++}.json`);
      writeFileSync(file, JSON.stringify(value));
      return file;
    },
    [Symbol.dispose]: remove,
  };
}
