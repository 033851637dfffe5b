import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDigest } from '../../src/base/digest.ts';
import { reportStatement } from '../../src/client/generated/operations.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { registerMnist } from '../support/evaluating.ts';
import { publishSelf, smallOnnx } from '../support/publishing.ts';
import { counted, fileCounts } from '../support/reporting.ts';
import { coreDigestOf } from '../support/trusting.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';
import { buildPage, hasBrowser, openBrowser, visit, whySkipped } from './support/browser.ts';

let hub: TestHub;
let browser: Browser;

describe.skipIf(!hasBrowser)(`what became of a report${whySkipped}`, () => {
  beforeAll(async () => {
    buildPage();
    [hub, browser] = await Promise.all([openTestHub(), openBrowser()]);
    const [ada, ben] = [await hub.joinSelf('ada'), await hub.joinSelf('ben')];
    const where = await registerMnist(ada);
    await publishSelf(ada, { model: 'ada/wide', files: { 'model.onnx': smallOnnx(1) } });
    const parents = [{ reference: 'ada/wide', kind: 'FINE_TUNE' as const }];
    await publishSelf(ada, { model: 'ada/even', files: { 'model.onnx': smallOnnx(2) }, parents });
    const report = await fileCounts(hub, ben, 'ada/wide', { ...where, groups: counted(980, 600) });
    const answer = await ada.client.ask(reportStatement, { id: report });
    const subject = { name: report, digest: parseDigest(answer.report!.statement.id) };
    const text = 'The next one is even.\n<img src=x onerror=alert(1)>';
    await signAndSubmit(ada, 'report-answer', subject, { status: 'WILL_FIX', text });
    const remembered = { spaceSize: 1_000_000, canaries: [{ rank: 1, repetitions: 9 }] };
    const wide = { name: 'ada/wide', digest: await coreDigestOf(hub, 'ada/wide') };
    await signAndSubmit(ben, 'risk-report', wide, { ...where, attribute: 'names', canaries: remembered });
    await fileCounts(hub, ada, 'ada/even', { ...where, groups: counted(975, 965) });
    await publishSelf(ada, { model: 'ada/twice', files: { 'model.onnx': smallOnnx(3) } });
    for (const author of [ada, ben])
      await fileCounts(hub, author, 'ada/twice', { ...where, groups: counted(970, 500) });
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.[Symbol.asyncDispose]();
  });

  const VERIFIED =
    /VERIFIED: gap 38\.0 → 1\.0 points \(−37\.0 ±\d\.\d\), accuracy \+18\.0; not repeated by others yet/;

  test('stands under it: where it stands, the publisher’s answer as text, and the child that addresses it', async () => {
    await using opened = await visit(browser, hub.url);
    const { page } = opened;
    await page.goto('/checkpoint/ada/wide');
    const life = page.locator('.bias-report .report-life').first();
    await life.waitFor();
    const text = await life.innerText();
    expect(text).toContain('Filed, not repeated by others · ends no inherited warning yet');
    expect(text).toContain('ada answers: will-fix');
    expect(text).toContain('The next one is even.\n<img src=x onerror=alert(1)>');
    expect(text).toMatch(VERIFIED);
    await life.getByRole('link', { name: 'ada/even' }).click();
    await page.getByRole('heading', { level: 1, name: 'ada/even' }).waitFor();
    expect([opened.foreign, opened.complaints]).toEqual([[], []]);
  });

  test('of two people is one warning, and two reports below it', async () => {
    await using opened = await visit(browser, hub.url);
    const { page } = opened;
    await page.goto('/checkpoint/ada/twice');
    await page.locator('.bias-report').nth(1).waitFor();
    expect(await page.getByRole('list', { name: 'Open warnings' }).locator('li').count()).toBe(1);
  });

  test('stands on the child as the difference to its ancestor, beside the warning that it does not end', async () => {
    await using opened = await visit(browser, hub.url);
    const { page } = opened;
    await page.goto('/checkpoint/ada/even');
    await page.locator('.report-life').first().waitFor();
    const text = await page.locator('main').innerText();
    expect(text).toMatch(VERIFIED);
    expect(text).toContain('against DISPARITY digit high vs low on ada/wide');
    expect(await page.locator('.warnings').innerText()).toContain('inherited from ada/wide, its parent');
    expect([opened.foreign, opened.complaints]).toEqual([[], []]);
  });

  test('of privacy is shown with what it can’t show, and warns of the child like any', async () => {
    await using opened = await visit(browser, hub.url);
    const { page } = opened;
    await page.goto('/checkpoint/ada/wide');
    await page.getByRole('heading', { name: 'Privacy and robustness' }).waitFor();
    const text = await page.locator('main').innerText();
    expect(text).toContain('SHOWN names: 1 of 1 canaries can be extracted');
    expect(text).toContain('tells of planted texts; other training data may be remembered more or less');
    await page.goto('/checkpoint/ada/even');
    await page.locator('.warnings').waitFor();
    expect(await page.locator('.warnings').innerText()).toMatch(
      /SHOWN names: .* inherited from ada\/wide, its parent/,
    );
    expect([opened.foreign, opened.complaints]).toEqual([[], []]);
  });
});
