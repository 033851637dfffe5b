/** Builds the page from web/ into web/dist; with --if-stale only when an input changed, and never where vite isn't installed. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const web = path.join(root, 'web');
const STAMP = 'inputs.sha256';
const dist = path.join(web, 'dist');

const isIfStale = process.argv.includes('--if-stale');
const inputs = await digestOfInputs();
if (!isIfStale || inputs !== (await builtInputs())) await buildPage();

/** The inputs of what lies in web/dist, or null. */
function builtInputs(): Promise<string | null> {
  return readFile(path.join(dist, STAMP), 'utf8').catch(() => null);
}

async function buildPage(): Promise<void> {
  const tools = await installedTools();
  if (!tools) {
    // A production install has no build tools: it serves the page it came with, or the plain one.
    if (isIfStale) return;
    console.error('the page needs vite to be built: run `npm install` with development packages first');
    process.exitCode = 1;
    return;
  }
  const startedAt = performance.now();
  // A test's environment would build React's slow half into the page.
  process.env['NODE_ENV'] = 'production';
  // Built aside and moved: a build that is interrupted, or two at once, leave no half of a page.
  const aside = path.join(web, `dist-${process.pid}`);
  const { vite, react } = tools;
  await vite.build({
    configFile: false,
    logLevel: 'warn',
    root: web,
    plugins: [react.default(), withoutFonts()],
    build: {
      outDir: aside,
      emptyOutDir: true,
      target: 'es2023',
      modulePreload: { polyfill: false },
      // A data: address in a script would need a wider policy than the page has.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: {
        input: ['index.html', 'graphql.html'].map((name) => path.join(web, name)),
        // A library's hint to the React compiler, which isn't used here.
        checks: { moduleLevelDirective: false },
      },
    },
  });
  await writeFile(path.join(aside, STAMP), inputs);
  if (isIfStale && inputs === (await builtInputs())) {
    await rm(aside, { recursive: true });
    return;
  }
  await rm(dist, { recursive: true, force: true });
  await rename(aside, dist).catch(async (error: unknown) => {
    // Another build was a moment quicker.
    if (inputs !== (await builtInputs())) throw error;
    await rm(aside, { recursive: true });
  });
  console.error(`✔ page built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

async function installedTools() {
  try {
    const [vite, react] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
    return { vite, react };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

// GraphiQL's stylesheet carries a megabyte of fonts as data: addresses; the system's fonts do.
function withoutFonts() {
  return {
    name: 'without-fonts',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      if (!/graphiql\/dist\/style\.css/.test(id)) return null;
      return { code: code.replaceAll(/@font-face\s*\{[^}]*\}/g, ''), map: null };
    },
  };
}

// By content: a checkout gives every file the same fresh time.
async function digestOfInputs(): Promise<string> {
  const hash = createHash('sha256');
  const found = await readdir(web, { recursive: true, withFileTypes: true });
  const files = found
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const own = files.filter((file) => !/^dist(-\d+)?[/\\]/.test(path.relative(web, file))).sort();
  for (const file of [...own, path.join(root, 'package-lock.json'), fileURLToPath(import.meta.url)])
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
}
