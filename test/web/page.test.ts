import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advisorySubject } from '../../src/attestation/advisory-subject.ts';
import type { Bodies } from '../../src/attestation/predicates.ts';
import { parseDigest } from '../../src/base/digest.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import type { TestHub } from '../support/test-hub.ts';
import { buildPage, hasBrowser, openBrowser, soon, visit, whySkipped } from './support/browser.ts';
import { openFamilyHub } from './support/family.ts';

let hub: TestHub;
let browser: Browser;

describe.skipIf(!hasBrowser)(`in a browser${whySkipped}`, () => {
  beforeAll(async () => {
    buildPage();
    [{ hub }, browser] = await Promise.all([openFamilyHub(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.[Symbol.asyncDispose]();
  });

  describe('the first page', () => {
    test('lists what was published last, newest first, with license, score and warnings', async () => {
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      await page.goto('/');
      const rows = page.locator('.found > li');
      await soon(() => rows.count()).toBe(5);
      expect(await page.locator('.found-name').allTextContents()).toEqual([
        'mnist/scratch',
        'mnist/low-digits-fp16',
        'mnist/low-digits',
        'mnist/base@e2',
        'mnist/base@e1',
      ]);
      expect(await rows.nth(1).textContent()).toContain(
        `${(await wordsOf('mnist/low-digits')).bias} inherited from mnist/low-digits, its parent`,
      );
      const scored = (await rows.nth(2).textContent()) ?? '';
      expect(scored).toContain('Apache-2.0');
      expect(scored).toMatch(/accuracy 90\.0 % ±\d\.\d/);
      expect(await page.locator('.hub-facts').textContent()).toMatch(/\d+ signed statements/);
      expect([opened.foreign, opened.complaints]).toEqual([[], []]);
    });

    test('searches while one types, and by license and kind; the address keeps the search', async () => {
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      const names = () => page.locator('.found-name').allTextContents();
      await page.goto('/');
      await page.getByRole('searchbox').fill('low');
      await soon(names).toEqual(['mnist/low-digits-fp16', 'mnist/low-digits']);
      await soon(() => new URL(page.url()).search).toBe('?text=low');
      expect(await page.getByLabel('kind').isVisible()).toBe(false);
      await page.getByText('more', { exact: true }).click();
      await page.getByLabel('kind').selectOption('QUANTIZATION');
      await soon(names).toEqual(['mnist/low-digits-fp16']);
      await page.reload();
      await soon(names).toEqual(['mnist/low-digits-fp16']);
      await page.goto('/search?license=MIT');
      await soon(names).toEqual(['mnist/scratch']);
      await page.getByRole('searchbox').fill('nothing-like-it');
      await page.getByText('Nothing fits').waitFor();
      expect([opened.foreign, opened.complaints]).toEqual([[], []]);
    });
  });

  test('chooses by task, use, memory and level with the keyboard; the address holds it all', async () => {
    await using opened = await visit(browser, hub.url);
    const { page } = opened;
    const names = () => page.locator('.found-name').allTextContents();
    await page.goto('/');
    await page
      .getByLabel('task')
      .locator('option[value="image-classification"]')
      .waitFor({ state: 'attached' });
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.type('image-classification');
    await page.keyboard.press('Tab');
    await page.keyboard.type('commercial');
    await page.keyboard.press('Tab');
    await page.keyboard.type('2');
    await page.keyboard.press('Tab');
    await page.keyboard.type('R1');
    await soon(() => new URL(page.url()).search).toBe(
      '?task=image-classification&use=COMMERCIAL&fits=2&level=R1',
    );
    await soon(names).toEqual(['mnist/low-digits']);
    const row = (await page.locator('.found > li').first().textContent()) ?? '';
    expect(row).toContain('image-classification');
    expect(row).toMatch(/runs in \d+ MB/);
    await page.reload();
    await soon(names).toEqual(['mnist/low-digits']);
    expect(await page.getByRole('combobox', { name: 'use' }).inputValue()).toBe('COMMERCIAL');
    await page.goto('/search?fits=0.001');
    await page.getByText('Nothing fits').waitFor();
    await page.goto('/search?task=image-clasification');
    await page.getByText('there is no task').waitFor();
    expect([opened.foreign, opened.complaints]).toEqual([[], []]);
  });

  describe('a checkpoint’s page', () => {
    test('says what it is, in the hub’s words', async () => {
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      await page.goto('/checkpoint/mnist/low-digits');
      await page.getByRole('heading', { level: 1, name: 'mnist/low-digits' }).waitFor();
      await page.locator('.card h3').waitFor();
      const text = await page.locator('main').innerText();
      const words = await wordsOf('mnist/low-digits');
      expect(words.score).toContain('bitwise ×2');
      expect(words.bias).toContain('DISPARITY');
      expect(text).toContain(words.score);
      expect(text).toContain(words.bias);
      for (const fact of ['Apache-2.0', 'model.onnx', 'README.md', 'torch 1.13.0', '52,138 parameters'])
        expect(text).toContain(fact);
      expect(text).toContain('n = 1,000');
      expect(text).toContain(`heirloom pull mnist/low-digits --hub ${hub.url}`);
      expect(text).toMatch(/Entry \d+ of this hub’s log, signed by mnist, who holds the key/);
      expect(await page.locator('.rate-bar .whisker').count()).toBe(2);
      expect([opened.foreign, opened.complaints]).toEqual([[], []]);
    });

    test('keeps the evidence behind the sentence one click away, undefined values as undefined', async () => {
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      await page.goto('/checkpoint/mnist/low-digits');
      const evidence = page.locator('.score-block details').first();
      await evidence.locator('summary').click();
      const text = await evidence.innerText();
      for (const word of ['level', 'CV*', 'protocol', 'eve', 'fay', 'tolerance'])
        expect(text).toContain(word);
      await page.getByText('How it came to be, run by run').click();
      await page.getByRole('group', { name: 'Whose word counts' }).waitFor();
      const steps = await page.getByRole('group', { name: 'Run by run' }).innerText();
      for (const word of ['eve', 'fay', 'R0 → R1', 'agree', 'batchSize']) expect(steps).toContain(word);
      await page.getByText('Every metric the hub computed').click();
      expect(await page.locator('.bias-report').innerText()).toMatch(/undefined, because .*equalizedOdds/s);
    });

    test('draws the training that it is a step of, and leads to the other steps', async () => {
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      await page.goto('/checkpoint/mnist/base');
      const section = page.getByRole('region', { name: 'The training so far' });
      await section.waitFor();
      expect(await section.locator('.curve-point').count()).toBe(2);
      await section.getByText('As a table').click();
      const rows = section.locator('tbody tr');
      expect(await rows.allInnerTexts()).toEqual([
        expect.stringMatching(/^94\s+1\.0222\s+mnist\/base@e1$/),
        expect.stringMatching(/^188\s+0\.3017\s+mnist\/base/),
      ]);
      expect(await section.locator('tr[aria-current]').innerText()).toMatch(/^188/);
      await rows.first().getByRole('link').click();
      await page.getByRole('heading', { level: 1, name: 'mnist/base@e1' }).waitFor();
      await soon(() => section.locator('tr[aria-current]').textContent()).toMatch(/^94/);
      expect([opened.foreign, opened.complaints]).toEqual([[], []]);
    });

    test('is found by digest too, and by a stub’s name', async () => {
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { digest: string } }>(
        '{ checkpoint(reference: "mnist/low-digits") { digest } }',
      );
      await page.goto(`/checkpoint/${checkpoint.digest}`);
      await page.getByRole('heading', { level: 1, name: 'mnist/low-digits' }).waitFor();
      await page.goto('/checkpoint/huggingface.co:acme/digits');
      await page.getByText('A stub: something here was made from it').waitFor();
    });

    test('warns of an advisory on what it was made from, in words and not in markup', async () => {
      const steward = await hub.joinSelf('stella', 'STEWARD');
      const body: Bodies['advisory'] = {
        title: 'repeats <b>names</b>',
        severity: 'HIGH',
        kind: 'PRIVACY',
        affected: [{ of: 'CHECKPOINT', digest: await coreOf('mnist/base@e2') }],
        text: 'as found',
        remedy: 'use mnist/scratch',
        references: [],
      };
      const { statement } = await signAndSubmit(steward, 'advisory', advisorySubject(body), body);
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      await page.goto('/checkpoint/mnist/low-digits');
      const warnings = page.getByRole('list', { name: 'Open warnings' });
      await warnings.waitFor();
      expect(await warnings.innerText()).toContain(
        `advisory ${statement.logIndex}, high: repeats <b>names</b> inherited from mnist/base@e2, its parent → use mnist/scratch`,
      );
      await warnings.getByRole('link', { name: `advisory ${statement.logIndex}` }).click();
      await page.getByRole('heading', { level: 1, name: 'repeats <b>names</b>' }).waitFor();
      const reached = page.getByRole('region', { name: 'It reaches' });
      expect(await reached.innerText()).toContain('mnist/low-digits made from it, 1 edge below');
      await page.reload();
      await reached.getByRole('link', { name: 'mnist/base@e2' }).waitFor();
      expect(opened.complaints).toEqual([]);
      const takenBack = { of: 'ADVISORY', parent: null, kind: null, reason: 'a test' } as const;
      const subject = { name: 'advisory', digest: parseDigest(statement.id) };
      await signAndSubmit(steward, 'withdrawal', subject, takenBack);
    });

    test('an address of nothing is said to be one, to people as a page', async () => {
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      const found = await page.goto('/nobody/nothing');
      expect(found?.status()).toBe(404);
      await page.getByRole('heading', { level: 1, name: 'There is nothing here' }).waitFor();
      await page.goto('/advisories/99999');
      await page.getByText('This hub has no advisory 99999').waitFor();
      const toPrograms = await fetch(`${hub.url}/nobody/nothing`);
      expect([toPrograms.status, await toPrograms.json()]).toMatchObject([
        404,
        { error: { code: 'HTTP_PATH_UNKNOWN' } },
      ]);
      expect((await fetch(`${hub.url}/advisories/99999`)).headers.get('content-type')).toMatch(/json/);
    });

    test('says so where there is none, and repeats a refusal’s own words', async () => {
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      await page.goto('/checkpoint/nobody/nothing');
      await page.getByText('No such checkpoint here').waitFor();
      await page.goto('/checkpoint/%3Cscript%3E');
      await page.getByText('this names no checkpoint').waitFor();
      await page.getByText('CHECKPOINT_REFERENCE_MALFORMED').waitFor();
    });

    test('asks for seeders again while it is looked at', async () => {
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      let polls = 0;
      page.on('request', (request) => {
        if (request.postData()?.includes('leecherCount') && !request.postData()?.includes('magnet')) polls++;
      });
      await page.goto('/checkpoint/mnist/low-digits');
      await page.getByText(/\d seeders?, \d leechers?/).waitFor();
      await soon(() => polls).toBeGreaterThanOrEqual(2);
    });

    test('copies a whole command, however little of it is seen', async () => {
      const permissions = ['clipboard-read', 'clipboard-write'];
      await using opened = await visit(browser, hub.url, { permissions });
      const { page } = opened;
      await page.goto('/checkpoint/mnist/low-digits');
      await page.getByText('magnet, torrent, curl').click();
      await page.getByRole('button', { name: 'Copy curl, checked' }).click();
      await page.getByText('copied').waitFor();
      const command = await page.evaluate('navigator.clipboard.readText()');
      expect(command).toMatch(
        /^curl -fo model\.onnx http:\S+\/artifacts\/([0-9a-f]{64}) && echo '\1 {2}'model\.onnx \| sha256sum -c$/,
      );
    });

    test('says when the hub doesn’t answer, and goes on when it does again', async () => {
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      await page.route('**/graphql', (route) => route.abort());
      await page.goto('/checkpoint/mnist/low-digits');
      await page.getByText('The hub doesn’t answer').first().waitFor();
      await page.unroute('**/graphql');
      await page.getByRole('button', { name: 'Try again' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'mnist/low-digits' }).waitFor();
    });
  });

  describe('the lineage', () => {
    test('draws every checkpoint and edge, and asks for both directions in one request', async () => {
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      const asked: string[] = [];
      page.on('request', (request) => {
        if (request.postData()?.includes('ancestors')) asked.push(request.postData() ?? '');
      });
      await page.goto('/checkpoint/mnist/low-digits');
      await soon(() => page.locator('.react-flow__edge-text').allTextContents()).toHaveLength(3);
      expect((await page.locator('.react-flow__edge-text').allTextContents()).sort()).toEqual([
        'continuation',
        'fine-tune',
        'quantization',
      ]);
      expect(await page.locator('.lineage-node .node-name').allTextContents()).toHaveLength(4);
      expect(await page.locator('.lineage-node.focus').innerText()).toContain('low-digits');
      expect(await page.locator('.edge.handled').count()).toBeGreaterThan(0);
      expect(asked).toHaveLength(1);
      expect(asked[0]).toContain('descendants');
      expect([opened.foreign, opened.complaints]).toEqual([[], []]);
    });

    test('leads to the checkpoint that is clicked', async () => {
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      await page.goto('/checkpoint/mnist/low-digits');
      await page.locator('.lineage-node', { hasText: 'base@e1' }).click();
      await page.getByRole('heading', { level: 1, name: 'mnist/base@e1' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/checkpoint/mnist/base@e1');
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'mnist/low-digits' }).waitFor();
    });

    test('is walked by keyboard alone', async () => {
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      await page.goto('/checkpoint/mnist/low-digits');
      await page.locator('.lineage-node').first().waitFor();
      const focused = () =>
        page.evaluate('document.activeElement.closest(".lineage-node")?.textContent ?? ""');
      for (let step = 0; step < 40 && !String(await focused()).includes('fp16'); step++)
        await page.keyboard.press('Tab');
      expect(await focused()).toContain('low-digits-fp16');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'mnist/low-digits-fp16' }).waitFor();
    });

    test('greys a stub, fills the whole window, and stands as a list too', async () => {
      await using opened = await visit(browser, hub.url);
      const { page } = opened;
      await page.goto('/checkpoint/mnist/scratch?view=lineage');
      await page.locator('.lineage-node.stub').waitFor();
      expect(await page.locator('.lineage-node.stub').innerText()).toContain('known by name only');
      const box = await page.locator('.lineage-drawing').boundingBox();
      expect(box?.width).toBeGreaterThan(1100);
      await page.getByText('As a list').click();
      expect(await page.locator('.lineage-list').innerText()).toContain(
        'distillation of huggingface.co:acme/digits',
      );
    });
  });

  describe('on any screen', () => {
    test.each(['/', '/checkpoint/mnist/low-digits', '/checkpoint/mnist/low-digits?view=lineage'])(
      '%s needs no sideways scrolling at 360 pixels',
      async (path) => {
        await using opened = await visit(browser, hub.url, { viewport: { width: 360, height: 740 } });
        const { page } = opened;
        await page.goto(path);
        await page.getByText('low-digits').first().waitFor();
        await page.waitForLoadState('networkidle');
        for (const summary of await page.locator('summary:visible').all()) await summary.click();
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      },
    );

    test('follows the system’s theme until the reader chooses one', async () => {
      await using opened = await visit(browser, hub.url, { colorScheme: 'dark' });
      const { page } = opened;
      const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
      await page.goto('/');
      const dark = await background();
      await page.getByRole('button', { name: 'Use the light theme' }).click();
      const light = await background();
      expect([dark, light]).toEqual(['rgb(22, 23, 21)', 'rgb(251, 250, 246)']);
      await page.reload();
      await page.getByRole('button', { name: 'Use the dark theme' }).waitFor();
      expect(await background()).toBe(light);
    });
  });

  describe('the editor of queries', () => {
    test('is no page of the GraphQL server’s maker: a browser that brings a query gets its answer', async () => {
      const target = `${hub.url}/graphql?query=${encodeURIComponent('{hub{version}}')}`;
      const headers = { accept: 'text/html,application/json', 'apollo-require-preflight': 'true' };
      const response = await fetch(target, { headers });
      expect(response.headers.get('content-type')).toMatch(/json/);
      expect(await response.text()).not.toMatch(/https?:\/\//);
    });

    test('runs its first query on the family', async () => {
      await using opened = await visit(browser, hub.url, { viewport: { width: 1280, height: 800 } });
      const { page } = opened;
      await page.goto('/graphql');
      const execute = page.getByRole('button', { name: /execute query/i });
      const result = page.locator('.result-window');
      await execute.waitFor();
      // On a busy machine the button is there before the editor has its query, and a click then does nothing.
      const answer = async () => {
        const text = await result.innerText();
        if (!text.includes('{') && (await execute.isVisible())) await execute.click();
        return text;
      };
      await soon(answer).toContain('"ancestors"');
      expect(await result.innerText()).not.toContain('"errors"');
      expect([opened.foreign, opened.complaints]).toEqual([[], []]);
    });
  });
});

/** The hub's own sentences of a checkpoint's first score and first bias report. */
async function wordsOf(reference: string): Promise<{ score: string; bias: string }> {
  const { checkpoint } = await hub.anonymous.ask<{
    checkpoint: {
      scores: { reproducibility: { sentence: string } }[];
      biasReports: { sentence: string }[];
    };
  }>(
    `query ($reference: String!) { checkpoint(reference: $reference) {
       scores { reproducibility { sentence } } biasReports { sentence } } }`,
    { reference },
  );
  return {
    score: checkpoint.scores[0]!.reproducibility.sentence,
    bias: checkpoint.biasReports[0]!.sentence,
  };
}

async function coreOf(reference: string) {
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { coreDigest: string } }>(
    'query ($reference: String!) { checkpoint(reference: $reference) { coreDigest } }',
    { reference },
  );
  return parseDigest(checkpoint.coreDigest);
}
