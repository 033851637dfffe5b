import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishSelf, smallOnnx } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { buildPage, hasBrowser, openBrowser, visit, whySkipped } from './support/browser.ts';

const ELSEWHERE = 'http://127.0.0.1:9/leak';

/** What would tell that a script ran; every payload carries it. */
const RUN = 'window.ran=1;document.title=`ran`';

let hub: TestHub;
let mallory: SelfMember;
let browser: Browser;
let cards = 0;

describe.skipIf(!hasBrowser)(`a stranger’s card${whySkipped}`, () => {
  beforeAll(async () => {
    buildPage();
    [hub, browser] = await Promise.all([openTestHub(), openBrowser()]);
    mallory = await hub.joinSelf('mallory');
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.[Symbol.asyncDispose]();
  });

  test.each([
    ['elements', elements()],
    ['link addresses', linkAddresses()],
    ['attributes, entities and odd nesting', oddities()],
  ])('runs nothing and loads nothing from elsewhere: %s', async (_, payloads) => {
    expect(payloads.length).toBeGreaterThanOrEqual(50);
    await using opened = await visit(browser, hub.url);
    const { page } = opened;
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs++;
      void dialog.dismiss();
    });
    await page.goto(await publishCard(payloads.map((payload, i) => `p${i} ${payload}\n`).join('\n')));
    await page.locator('.card', { hasText: `p${payloads.length - 1} ` }).waitFor();
    // Whatever can be hovered, focused or clicked is; a link is stopped before it leaves.
    await page.evaluate(PROVOKE);
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('window.ran ?? null')).toBeNull();
    expect(await page.title()).not.toContain('ran');
    expect(dialogs).toBe(0);
    expect(opened.foreign).toEqual([]);
    expect(await page.evaluate(DANGEROUS)).toEqual([]);
  });

  test('keeps what is harmless: words, code, tables, links that name nobody', async () => {
    await using opened = await visit(browser, hub.url);
    const { page } = opened;
    const body = [
      '# Title',
      '[a link](https://example.org/x)',
      '![a plot](https://example.org/plot.png)',
      '| a | b |\n|:--|--:|\n| 1 | 2 |',
      '`code`',
    ];
    await page.goto(await publishCard(body.join('\n\n')));
    const link = page.getByRole('link', { name: 'a link' });
    await link.waitFor();
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(await page.locator('.card h3').textContent()).toBe('Title');
    const picture = page.getByRole('link', { name: 'picture: a plot' });
    expect(await picture.getAttribute('href')).toBe('https://example.org/plot.png');
    expect(await page.locator('.card img').count()).toBe(0);
    expect(await page.locator('.card td.align-right').count()).toBe(1);
    expect(await page.locator('.card-section pre').textContent()).toContain('license: mit');
    expect([opened.foreign, opened.complaints]).toEqual([[], []]);
  });

  test('that runs would be noticed: the same provocation on a page without our care', async () => {
    await using opened = await visit(browser, hub.url);
    const { page } = opened;
    // All but those that would leave the page before it can be asked.
    const staying = elements().filter((payload) => !/http-equiv|<form|<base|javascript:/i.test(payload));
    await page.setContent(`<div class="card">${staying.join('</div><div class="card">')}</div>`);
    await page.evaluate(PROVOKE);
    expect(await page.evaluate('window.ran ?? null')).toBe(1);
    expect(opened.foreign.length).toBeGreaterThan(0);
    expect(await page.evaluate(DANGEROUS)).not.toEqual([]);
  });
});

async function publishCard(body: string): Promise<string> {
  const model = `mallory/card-${++cards}`;
  const card = `---\nlicense: mit\n---\n${body}`;
  await publishSelf(mallory, { model, files: { 'model.onnx': smallOnnx(cards), 'README.md': card } });
  return `/checkpoint/${model}`;
}

const PROVOKE = `(() => {
  addEventListener('click', (event) => {
    const href = event.target.closest?.('a')?.getAttribute('href') ?? '';
    if (/^(https?|mailto):/i.test(href)) event.preventDefault();
  }, true);
  for (const element of document.querySelectorAll('.card *')) {
    for (const type of ['mouseover', 'mouseenter', 'focus', 'pointerdown', 'toggle', 'error', 'load'])
      element.dispatchEvent(new Event(type, { bubbles: true }));
    element.click?.();
  }
})()`;

/** Elements and attributes that the card must never become. */
const DANGEROUS = `[...document.querySelectorAll('.card *')].filter((element) =>
  /^(script|img|svg|math|iframe|object|embed|form|input|button|style|link|meta|base|video|audio|details|template)$/i.test(element.tagName)
  || [...element.attributes].some(({ name, value }) => /^(on|style|srcdoc|src$)/i.test(name) || /^\\s*(javascript|data|vbscript|file|blob):/i.test(value))
).map((element) => element.outerHTML)`;

function elements(): readonly string[] {
  const runs = [
    `<script>${RUN}</script>`,
    `<SCRIPT SRC=${ELSEWHERE}.js></SCRIPT>`,
    `<scr<script>ipt>${RUN}</script>`,
    `<img src=x onerror="${RUN}">`,
    `<img src="${ELSEWHERE}.png">`,
    `<svg onload="${RUN}">`,
    `<svg><script>${RUN}</script></svg>`,
    `<svg><animate onbegin="${RUN}" attributeName=x dur=1s>`,
    `<iframe src="javascript:parent.${RUN}"></iframe>`,
    `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
    `<iframe src="${ELSEWHERE}"></iframe>`,
    `<object data="${ELSEWHERE}"></object>`,
    `<embed src="${ELSEWHERE}">`,
    `<link rel=stylesheet href="${ELSEWHERE}.css">`,
    `<meta http-equiv=refresh content="0;url=${ELSEWHERE}">`,
    `<base href="${ELSEWHERE}/">`,
    `<form action="${ELSEWHERE}"><button>go</button></form>`,
    `<input autofocus onfocus="${RUN}">`,
    `<details open ontoggle="${RUN}"><summary>x</summary></details>`,
    `<video><source onerror="${RUN}"></video>`,
    `<audio src="${ELSEWHERE}.mp3" autoplay>`,
    `<style>@import "${ELSEWHERE}.css"; *{background:url(${ELSEWHERE}.png)}</style>`,
    `<a href="javascript:${RUN}">x</a>`,
    `<math><mtext><script>${RUN}</script></mtext></math>`,
    `<template><script>${RUN}</script></template>`,
  ];
  // As a paragraph's text, and inside what Markdown nests.
  return runs.flatMap((payload) => [payload, `> - **${payload}**`, payload.toUpperCase()]);
}

function linkAddresses(): readonly string[] {
  const addresses = [
    `javascript:${RUN}`,
    `JaVaScRiPt:${RUN}`,
    ` javascript:${RUN}`,
    `java&#x09;script:${RUN}`,
    `&#106;avascript:${RUN}`,
    `javascript&colon;${RUN}`,
    `\u0001javascript:${RUN}`,
    `data:text/html,<script>${RUN}</script>`,
    `data:text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=`,
    `data:image/svg+xml,<svg onload="${RUN}">`,
    `vbscript:${RUN}`,
    'file:///etc/passwd',
    `blob:${ELSEWHERE}`,
    `//127.0.0.1:9/leak`,
    '/graphql?query={hub{id}}',
    `\\\\127.0.0.1\\leak`,
  ];
  return addresses.flatMap((address) => {
    const bare = address.replaceAll(' ', '%20');
    return [`[x](${bare})`, `[x](<${address}>)`, `![x](${bare})`, `<${bare}>`, `[x][r]\n\n[r]: ${bare}`];
  });
}

function oddities(): readonly string[] {
  const quotes = ['"', "'", '&quot;', '&#39;', '`', '\\"'];
  const handlers = ['onmouseover', 'onclick', 'onfocus', 'style'];
  const broken = quotes.flatMap((quote) =>
    handlers.flatMap((handler) => [
      `[x](https://example.org/${quote}${handler}=${quote}${RUN.replaceAll(' ', '')})`,
      `![x${quote} ${handler}=${quote}${RUN}](https://example.org/a.png "t${quote} ${handler}=${RUN}")`,
    ]),
  );
  return [
    ...broken,
    `<!-- --><script>${RUN}</script>`,
    `<![CDATA[<script>${RUN}</script>]]>`,
    `<?xml-stylesheet href="javascript:${RUN}"?>`,
    `&lt;script&gt;${RUN}&lt;/script&gt;`,
    `| a |\n|:-:|\n| <img src=x onerror=${RUN}> |`,
    `\`\`\`html\n<script>${RUN}</script>\n\`\`\``,
    `\`\`\`"><script>${RUN}</script>\nx\n\`\`\``,
    `[a]: https://example.org "x" onclick=${RUN}`,
  ];
}
