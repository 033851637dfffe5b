/** Takes docs/pictures/*.png of a demo hub that it starts, or of the running one named by --hub URL. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const pictures = path.join(root, 'docs', 'pictures');

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly isDark?: boolean;
  readonly isLineage?: boolean;
}

const SHOTS: readonly Shot[] = [
  { name: 'home', path: '/', width: 1120, height: 860 },
  { name: 'checkpoint', path: '/checkpoint/mnist/low-digits', width: 1120, height: 1120, isLineage: true },
  {
    name: 'lineage',
    path: '/checkpoint/mnist/low-digits?view=lineage',
    width: 1240,
    height: 560,
    isLineage: true,
  },
  { name: 'phone', path: '/checkpoint/mnist/low-digits', width: 360, height: 800 },
  {
    name: 'dark',
    path: '/checkpoint/mnist/low-digits',
    width: 1120,
    height: 1120,
    isDark: true,
    isLineage: true,
  },
];

await using stack = new AsyncDisposableStack();
const hub = process.argv[process.argv.indexOf('--hub') + 1];
const url = process.argv.includes('--hub') && hub ? hub : await startDemo(stack);
const browser = stack.adopt(await startBrowser(), (opened) => opened.close());
await mkdir(pictures, { recursive: true });
for (const shot of SHOTS) await take(browser, shot);

async function take(opened: Browser, shot: Shot): Promise<void> {
  const { width, height, isDark = false } = shot;
  const page = await opened.newPage({
    viewport: { width, height },
    colorScheme: isDark ? 'dark' : 'light',
    deviceScaleFactor: 1,
    reducedMotion: 'reduce',
  });
  await page.goto(url + shot.path);
  await settled(page, shot);
  const file = path.join(pictures, `${shot.name}.png`);
  const { byteLength } = await page.screenshot({ path: file });
  console.log(`✔ ${path.relative(root, file)}  ${Math.round(byteLength / 1000)} KB`);
  await page.close();
}

async function settled(page: Page, { isLineage = false }: Shot): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.getByRole('link', { name: 'mnist/low-digits' }).first().waitFor();
  if (isLineage) await page.locator('.react-flow__edge-text').first().waitFor();
}

async function startDemo(rooms: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-pictures-'));
  rooms.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const words = ['bin/heirloom.js', 'demo', '--data', folder, '--port', '0'];
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  rooms.defer(() => stopped(child));
  for await (const line of createInterface(child.stdout)) {
    console.log(line);
    const found = /^Open (http:\S+)/.exec(line)?.[1];
    if (found) return found;
  }
  throw new Error('the demo ended before it could be opened');
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'exit');
}

async function startBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
  return chromium.launch({ executablePath, args: [...args, '--disable-background-networking'] });
}
