import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestHub } from '../support/test-hub.ts';
import { buildPage, hasBrowser, openBrowser, whySkipped } from './support/browser.ts';
import { openFamilyHub } from './support/family.ts';

let hub: TestHub;
let browser: Browser;

const PAGES = [
  ['home', '/', '.found-name'],
  ['checkpoint', '/checkpoint/mnist/low-digits', '.react-flow__node'],
  ['lineage', '/checkpoint/mnist/low-digits?view=lineage', '.react-flow__node'],
  ['benchmarks', '/leaderboard', '.leaderboard'],
  ['leaderboard', '/leaderboard?benchmark=mnist%2Fdigits', 'tbody tr'],
  ['a name nobody has', '/checkpoint/mnist/nothing', 'main :is(h1, h2, p)'],
] as const;
const VIEWS = [
  [1440, 'light'],
  [1440, 'dark'],
  [390, 'light'],
  [390, 'dark'],
] as const;

describe.skipIf(!hasBrowser)(`axe finds nothing${whySkipped}`, () => {
  beforeAll(async () => {
    buildPage();
    [{ hub }, browser] = await Promise.all([openFamilyHub(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.[Symbol.asyncDispose]();
  });

  const training = ['training', '/checkpoint/mnist/base', '.curve'] as const;
  const cases = [
    ...PAGES.flatMap((page) => VIEWS.map((view) => [...page, ...view] as const)),
    [...training, 1440, 'light'] as const,
    [...training, 390, 'dark'] as const,
  ];
  test.each(cases)('on %s (%s, %s) at %d px, %s', async (_, path, landmark, width, colorScheme) => {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, baseURL: hub.url });
    await page.goto(path);
    await page.locator(landmark).first().waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();
    expect(await violationsOn(page)).toEqual([]);
    await page.close();
  });

  test('and would find a picture without words', async () => {
    const page = await browser.newPage({ baseURL: hub.url });
    await page.goto('/');
    await page.evaluate(`document.body.append(document.createElement('img'))`);
    expect(await violationsOn(page)).toContainEqual(expect.stringMatching(/^image-alt/));
    await page.close();
  });
});

const AXE = fileURLToPath(import.meta.resolve('axe-core'));

async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    interface Violation {
      readonly id: string;
      readonly help: string;
      readonly nodes: readonly { readonly html: string }[];
    }
    const { violations } = await axe.run();
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html.slice(0, 150)}`);
  });
}
