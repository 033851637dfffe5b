import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Digest } from '../../src/base/digest.ts';
import { explainedLines, wholeLines } from '../../src/cli/explained-lines.ts';
import { scoresExplained } from '../../src/client/generated/operations.ts';
import { registerMnist } from '../support/evaluating.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { claimedModel, LIE, noPlans, runOf, say } from '../support/trusting.ts';
import { runProgram } from './run-program.ts';

let hub: TestHub;
let [ada, eve, fay]: SelfMember[] = [];
let protocol: Digest;
let net: string;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  eve = await hub.joinSelf('eve', 'EVALUATOR');
  fay = await hub.joinSelf('fay', 'EVALUATOR');
  ({ protocol } = await registerMnist(ada));
  net = await claimedModel(hub, ada, protocol, 1);
});
afterAll(() => hub?.[Symbol.asyncDispose]());

/** One command line as a member gives it. */
const heirloom = (member: SelfMember | undefined, ...words: string[]) =>
  runProgram(member!.home, [...words, '--hub', hub.url], undefined, { HEIRLOOM_HOME: member!.home });
const runner = (member: SelfMember | undefined, ...words: string[]) => heirloom(member, 'runner', ...words);

describe('heirloom runner', () => {
  test('trusts, distrusts, and tells what an evaluator’s word is worth', async () => {
    expect((await runner(eve, 'standing', 'eve')).output).toBe('eve   not vetted: never audited   ρ 0.050\n');
    const trusted = await runner(hub.owner, 'trust', 'eve', '--organisation', 'Example');
    expect(trusted.output).toMatch(
      /^✔ trusted eve   log index \d+\neve   vetted: trusted by the hub’s owner   ρ 0.607   of Example\n$/,
    );
    expect((await runner(hub.owner, 'distrust', 'eve', '--reason', 'sold')).output).toContain(
      'not trusted any more: eve',
    );
    const refused = await runner(ada, 'trust', 'eve');
    expect([refused.code, refused.complaint]).toEqual([2, expect.stringContaining('HUB_PERMISSION_MISSING')]);
    const unknown = await runner(ada, 'standing', 'nobody');
    expect([unknown.code, unknown.complaint]).toEqual([
      2,
      expect.stringContaining('HUB_CONTRIBUTOR_UNKNOWN'),
    ]);
  });

  test('declares a conflict, and takes a run back', async () => {
    const declared = await runner(fay, 'declare-conflict', 'ada', '--reason', 'one lab');
    expect(declared.output).toContain('declared a conflict with ada');
    await runOf(hub, ada!, fay!, net, protocol, LIE);
    const { checkpoint } = await hub.anonymous.ask<{
      checkpoint: { scores: { runs: { id: string }[] }[] };
    }>('query ($reference: String!) { checkpoint(reference: $reference) { scores { runs { id } } } }', {
      reference: net,
    });
    const id = checkpoint.scores[0]!.runs[0]!.id;
    expect((await runner(eve, 'withdraw', id, '--reason', 'x')).complaint).toContain('HUB_RUN_FOREIGN');
    expect((await runner(fay, 'withdraw', id, '--reason', 'x')).output).toContain(`✔ withdrawn ${id}`);
    expect((await runner(fay, 'withdraw', 'Run:999999', '--reason', 'x')).complaint).toContain(
      'HUB_RUN_UNKNOWN',
    );
  });

  test('tells how well the hub’s scores predicted', async () => {
    expect((await runner(eve, 'calibration')).output).toBe(
      'no score was followed by an independent vetted run yet\n',
    );
  });
});

describe('evaluate --explain', () => {
  test('prints how a score came to be; without it one line', async () => {
    const gus = await hub.joinSelf('gus', 'EVALUATOR');
    for (const one of [eve!, gus]) await say(hub.owner, one, 'TRUST');
    await runOf(hub, ada!, eve!, net, protocol);
    await noPlans(hub);
    await runOf(hub, ada!, gus, net, protocol, LIE);
    const evaluate = (...words: string[]) => heirloom(ada, 'evaluate', net, '--evaluators', '0', ...words);
    const line = `${net}   accuracy 90.0 % ±6.0   ✔ contested: reproduced by 1 of 2\n`;
    expect((await evaluate()).output).toBe(line);
    const { output } = await evaluate('--explain');
    expect(output.startsWith(line)).toBe(true);
    for (const word of [
      'level R1, state CONTESTED',
      'eve: vetted: trusted by the hub’s owner',
      'DISAGREE, 0.5, difference -0.4 of 0.015 allowed, ρ 0.607, weight 0.607, over-claimed',
      'score none → 0.6889, R0 → R2',
      'score 0.6889 → 0.5000, R2 → R1',
      'by fay: 0.5, taken back',
      'batchSize 64',
      'all claims   score 0.5000, level R1   (ada/digits 0.5000)',
    ])
      expect(output).toContain(word);
    expect((await runner(eve, 'calibration')).output).toMatch(
      /^Brier 0\.47\d over 1 prediction; climatology 0\.000.*\n {2}0\.6\.\.0\.7 {2}predicted 0\.689 {2}agreed 0\.000 {2}of 1\n$/,
    );
  });

  test('prints nothing that moves a terminal’s cursor', async () => {
    const clear = '\u001B[2J';
    const hal = await hub.joinSelf('hal', 'EVALUATOR');
    const said = { stack: `ort${clear}`, hardwareClass: `cpu${clear}`, conditions: { [`a${clear}`]: clear } };
    await runOf(hub, ada!, hal, net, protocol, said);
    const { checkpoint } = await hub.anonymous.ask(scoresExplained, {
      reference: net,
    });
    const lines = explainedLines(checkpoint!.name, checkpoint!.scores[0]!).concat(wholeLines(checkpoint!));
    expect(lines.join('')).toContain('by hal');
    expect(lines.join('')).not.toMatch(/\p{Cc}/u);
  });
});
