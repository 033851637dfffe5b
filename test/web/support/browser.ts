import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (place) => existsSync(place),
);

export const hasBrowser = executablePath !== undefined;

/** Goes behind the name of tests that need a browser, so that a report says why they were skipped. */
export const whySkipped = hasBrowser ? '' : ' (skipped: there is no chromium on this machine)';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Chromium asks for its makers' names whatever else it is told.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ ...(executablePath ? { executablePath } : {}), args: QUIET });
}

/** Builds web/dist where it isn't what web/ says. */
export function buildPage(): void {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build-web.ts', '--if-stale'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the page can't be built: ${stderr}`);
}

/** What becomes true on a page, as late as a busy machine likes. */
export function soon<Value>(value: () => Value) {
  return expect.poll(value, { timeout: 30_000 });
}

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** Requests that left this hub; there must never be one. */
  readonly foreign: readonly string[];
  /** Errors and broken policies that the browser reported, and a page built for developers. */
  readonly complaints: readonly string[];
}

/** A browser window of its own on a hub. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const foreign: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`) && !request.url().startsWith('data:'))
      foreign.push(request.url());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isSlowReact = message.text().includes('React DevTools');
    if (message.type() === 'error' || isSlowReact) complaints.push(message.text());
  });
  return { page, foreign, complaints, [Symbol.asyncDispose]: () => context.close() };
}
