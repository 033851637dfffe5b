import type { Pulled, PullPlan } from '../client/pull-checkpoint.ts';
import { bytesText } from './text.ts';

/** What a person is told of one checkpoint that was pulled. */
export function pullLines(plan: PullPlan, pulled: Pulled, seconds: number): string[] {
  const moved = pulled.bytesFromPeers + pulled.bytesFromWebSeed;
  const share =
    moved === 0 ? 'nothing to fetch' : `${Math.round((100 * pulled.bytesFromPeers) / moved)} % by swarm`;
  const speed = moved > 0 && seconds > 0 ? `   ${bytesText(moved / seconds)}/s` : '';
  const size = bytesText(sizeOf(plan));
  return [
    `✔ pulled    ${plan.name}  ${size}  ${share}${speed}  sha256 ok, signed by ${plan.signedBy}`,
    ...(pulled.bytesFromDisk > 0 ? [`  ${bytesText(pulled.bytesFromDisk)} were already on disk`] : []),
    ...(plan.conversion === null
      ? []
      : [`  the same weights as safetensors: heirloom pull ${plan.conversion}`]),
    ...plan.held.map((file) => `  ⚠ ${file} is not offered by this hub and was left out`),
  ];
}

/** The last line: what came from whom, and so what the hub did not have to send. */
export function savedLine(pulled: readonly Pulled[]): string {
  const sum = (pick: (row: Pulled) => number) => pulled.reduce((total, row) => total + pick(row), 0);
  const fromPeers = sum((row) => row.bytesFromPeers - row.bytesFromHubSeeder);
  const fromHub = sum((row) => row.bytesFromWebSeed + row.bytesFromHubSeeder);
  const fromDisk = sum((row) => row.bytesFromDisk);
  const parts = `peers ${bytesText(fromPeers)}, hub ${bytesText(fromHub)}, disk ${bytesText(fromDisk)}`;
  const saved = fromPeers > 0 ? `the swarm saved the hub ${bytesText(fromPeers)}` : 'nobody else had it';
  return fromPeers + fromHub === 0 ? `  ${parts}` : `  ${parts}   ${saved}`;
}

export function pullDocument(plan: PullPlan, pulled: Pulled) {
  const { bytesFromPeers, bytesFromHubSeeder, bytesFromWebSeed, bytesFromDisk, peersMax } = pulled;
  return {
    name: plan.name,
    digest: plan.digest,
    signedBy: plan.signedBy,
    folder: plan.folder,
    sizeBytes: sizeOf(plan),
    bytesFromPeers,
    bytesFromHubSeeder,
    bytesFromWebSeed,
    bytesFromDisk,
    peersMax,
    files: plan.items.map(({ path: file, role, digest, sizeBytes }) => ({
      path: file,
      role,
      digest,
      sizeBytes,
    })),
    held: plan.held,
  };
}

function sizeOf(plan: PullPlan): number {
  return plan.items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
