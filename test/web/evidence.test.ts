import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDigest } from '../../src/base/digest.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { complete, lease, registerMnist, requestRuns } from '../support/evaluating.ts';
import { publishSelf, smallOnnx, smallSafetensors } from '../support/publishing.ts';
import { recordsOf, trainingFiles } from '../support/reported-data.ts';
import { reportResults } from '../support/reporting-results.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { buildPage, hasBrowser, openBrowser, soon, visit, whySkipped } from './support/browser.ts';

let hub: TestHub;
let browser: Browser;
let ada: SelfMember;

describe.skipIf(!hasBrowser)(`what others report, in a browser${whySkipped}`, () => {
  beforeAll(async () => {
    buildPage();
    [hub, browser] = await Promise.all([openTestHub(), openBrowser()]);
    ada = await hub.joinSelf('ada');
    await publishSelf(ada, { model: 'ada/net', files: { 'model.safetensors': smallSafetensors(1) } });
    await publishSelf(ada, { model: 'ada/base', files: { 'model.onnx': smallOnnx(1) } });
    const parents = [{ reference: 'ada/base', kind: 'FINE_TUNE' as const }];
    await publishSelf(ada, { model: 'ada/tuned', files: { 'model.onnx': smallOnnx(2) }, parents });
    const { protocol } = await registerMnist(ada);
    const eve = await hub.joinSelf('eve', 'EVALUATOR');
    for (const [model, correct] of [
      ['ada/base', 90],
      ['ada/tuned', 50],
    ] as const) {
      await requestRuns(ada, model, protocol, 1);
      const held = await lease(eve);
      if (!held) throw new Error('eve got no job');
      await complete(hub, eve, held, protocol, { value: String(correct / 100), correct });
    }
    await reportResults(ada, recordsOf('eee-helm_classic'));
    for (const [path, text] of trainingFiles())
      if (/step(?:512|13000|143000)\.json$/.test(path)) await reportResults(ada, text, { path });
    const results = { arc: { 'acc,none': 0.25, 'acc_stderr,none': 0.01 } };
    const file = { results, config: { model_args: 'pretrained=ada/net' }, 'n-shot': { arc: 5 } };
    const source = { organisation: '<img src=x onerror=alert(1)>', url: 'https://example.org/board' };
    await reportResults(ada, JSON.stringify(file), source);
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.[Symbol.asyncDispose]();
  });

  test('stands on the checkpoint’s page with its source, as words', async () => {
    await using opened = await visit(browser, hub.url);
    const { page } = opened;
    await page.goto('/checkpoint/ada/net');
    const section = page.getByRole('region', { name: 'Reported elsewhere' });
    await section.waitFor();
    const text = await section.innerText();
    for (const word of [
      '<img src=x',
      'with lm-eval',
      'brought by ada',
      'arc, 5-shot',
      '0.25 ±0.020',
      'in no score',
    ])
      expect(text).toContain(word);
    expect(await section.locator('img').count()).toBe(0);
    await section.getByRole('link', { name: 'arc' }).click();
    await page.getByRole('heading', { level: 1, name: 'arc' }).waitFor();
    expect(new URL(page.url()).search).toBe('?benchmark=arc&metric=acc');
    expect([opened.foreign, opened.complaints]).toEqual([[], []]);
  });

  test('a child that lost answers says so, in the hub’s words', async () => {
    await using opened = await visit(browser, hub.url);
    const { page } = opened;
    await page.goto('/checkpoint/ada/tuned');
    const section = page.getByRole('region', { name: 'Against its parents' });
    await section.waitFor();
    const text = await section.innerText();
    expect(text).toContain('▼ accuracy −0.4000');
    expect(text).toContain('regressed; not the same items one by one');
    expect(text).toContain('(ada/base)');
    expect([opened.foreign, opened.complaints]).toEqual([[], []]);
  });

  test('is ranked on a page of its own, in pages, never as if it were measured here', async () => {
    await using opened = await visit(browser, hub.url);
    const { page } = opened;
    await page.goto('/leaderboard');
    await page.getByRole('link', { name: 'MMLU', exact: true }).click();
    const rows = page.getByRole('group', { name: 'Ranking of MMLU' }).locator('tbody tr');
    await rows.nth(49).waitFor();
    expect(await page.title()).toBe('MMLU · Heirloom');
    expect(await rows.count()).toBe(50);
    expect(await rows.first().innerText()).toMatch(/^1\s.*reported by crfm, third-party/s);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'From the first' }).waitFor();
    await soon(() => rows.count()).toBe(17);
    expect([opened.foreign, opened.complaints]).toEqual([[], []]);
  });

  test('a checkpoint that was taken back says why, first of all', async () => {
    const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { digest: string } }>(
      '{ checkpoint(reference: "ada/tuned") { digest } }',
    );
    const body = { of: 'CHECKPOINT', parent: null, kind: null, reason: 'the <b>wrong</b> file' } as const;
    const subject = { name: 'ada/tuned', digest: parseDigest(checkpoint.digest) };
    await signAndSubmit(ada, 'withdrawal', subject, body);
    await using opened = await visit(browser, hub.url);
    const { page } = opened;
    await page.goto('/checkpoint/ada/tuned');
    const warnings = page.getByRole('list', { name: 'Open warnings' });
    await soon(() => warnings.innerText()).toContain('Its publisher took it back: the <b>wrong</b> file');
    await page.goto('/');
    await page.getByText('ada/base').first().waitFor();
    expect(await page.getByText('ada/tuned').count()).toBe(0);
    expect([opened.foreign, opened.complaints]).toEqual([[], []]);
  });

  test('of the steps of one training is drawn as a curve, found from its ranking', async () => {
    await using opened = await visit(browser, hub.url);
    const { page } = opened;
    await page.goto('/leaderboard?benchmark=lambada_openai&metric=acc');
    await page.getByRole('link', { name: 'curve' }).first().click();
    await page.getByText('What EleutherAI/pythia-v1.1-70m had learned of it, by acc').waitFor();
    await page.locator('.curve svg').waitFor();
    // At step 512 nothing was right yet, and its interval has no width.
    expect(await page.locator('.curve-whisker').count()).toBe(2);
    await page.getByText('As a table').click();
    const steps = await page.locator('tbody tr td:first-child').allInnerTexts();
    expect(steps).toEqual(['512', '13,000', '143,000']);
    await page.reload();
    await page.locator('.curve svg').waitFor();
    expect([opened.foreign, opened.complaints]).toEqual([[], []]);
  });
});
