import { expect } from 'vitest';
import { parseDigest, type Digest } from '../../src/base/digest.ts';
import { runProgram } from '../cli/run-program.ts';
import type { SelfMember, TestHub } from './test-hub.ts';

/** Runs a published checkpoint on this machine under a protocol's file, hands the run in, and answers its id. */
export async function runHere(
  hub: TestHub,
  member: SelfMember,
  { reference, protocol, trust }: { reference: string; protocol: string; trust: string },
): Promise<string> {
  const words = ['evaluate', reference, '--here', '--protocol', protocol, '--trust', trust, '--submit'];
  const env = { HEIRLOOM_HOME: member.home };
  const { code, complaint } = await runProgram(member.home, [...words, '--hub', hub.url], undefined, env);
  expect([code, complaint]).toEqual([0, expect.any(String)]);
  const asked = `query ($reference: String!) {
    checkpoint(reference: $reference) { scores { runs { id } } } }`;
  const { checkpoint } = await hub.anonymous.ask<{
    checkpoint: { scores: { runs: { id: string }[] }[] };
  }>(asked, { reference });
  const places = checkpoint.scores.flatMap(({ runs }) => runs.map(({ id }) => Number(id.slice(4))));
  return `Run:${Math.max(...places)}`;
}

/** What a report that was counted from it says of a run. */
export async function factsOf(
  hub: TestHub,
  id: string,
): Promise<{ id: Digest; protocol: Digest; dataset: Digest }> {
  const asked = 'query ($id: ID!) { run(id: $id) { statement { id } protocol { digest body } } }';
  const { run: found } = await hub.anonymous.ask<{
    run: {
      statement: { id: string };
      protocol: { digest: string; body: { dataset: { digest: string } } };
    };
  }>(asked, { id });
  return {
    id: parseDigest(found.statement.id),
    protocol: parseDigest(found.protocol.digest),
    dataset: parseDigest(found.protocol.body.dataset.digest),
  };
}
