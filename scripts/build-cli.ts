/**
 * Makes the light client: one file for Node 22 and newer, without native modules, `dist/heirloom-cli.mjs` or the file
 * named. It is its own workers, and knows its version by heart.
 */
import { chmod, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'vite';
import { OPTIONAL, withoutNative } from './without-native.ts';

const root = path.resolve(import.meta.dirname, '..');
const target = path.resolve(process.argv[2] ?? path.join(root, 'dist', 'heirloom-cli.mjs'));
const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
  version: string;
};

/** Modules that ask where their file lies: here everything lies in one. */
const REPLACED: Readonly<Record<string, string>> = {
  'src/config/version.ts': `export const version = () => ${JSON.stringify(version)};`,
  'src/weights/worker-script.ts': 'export const workerScript = () => new URL(import.meta.url);',
};

const NO_HOOKS = '\0no-hooks';

// Built aside and moved: two builds at once leave no half of a file.
const aside = `${target}.${process.pid}`;
await mkdir(path.dirname(target), { recursive: true });
try {
  await buildInto(aside);
  await chmod(path.join(aside, 'heirloom-cli.mjs'), 0o755);
  await rename(path.join(aside, 'heirloom-cli.mjs'), target);
} finally {
  await rm(aside, { recursive: true, force: true });
}

async function buildInto(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, target: 'node', external: [...OPTIONAL] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node22',
      reportCompressedSize: false,
      rollupOptions: {
        input: { 'heirloom-cli': path.join(root, 'src', 'cli', 'light-client.ts') },
        external: [...OPTIONAL],
        output: { entryFileNames: '[name].mjs', codeSplitting: false, banner: '#!/usr/bin/env node' },
      },
    },
    plugins: [withoutNative(), inOneFile()],
  });
}

function inOneFile(): Plugin {
  return {
    name: 'in-one-file',
    enforce: 'pre',
    // The first releases of Node 22 have no hooks, and what they would keep out is not in the file.
    resolveId: (source, importer) =>
      source === 'node:module' && importer?.endsWith('torrent-client.ts') ? NO_HOOKS : null,
    load: (id) => {
      if (id === NO_HOOKS) return 'export const registerHooks = () => ({ deregister() {} });';
      return REPLACED[path.relative(root, id).split(path.sep).join('/')] ?? null;
    },
  };
}
