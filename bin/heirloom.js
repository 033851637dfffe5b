#!/usr/bin/env node
// Plain JavaScript on purpose: any Node can read it. The program itself needs Node 24, which comes as
// an optional dependency; under an older one this starts it again, and says so in one line if it can't.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NODE_MAJOR_MIN = 24;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
// The sources win where they are: a package has none, and a build beside them may be old.
const main = [path.join(root, 'src', 'main.ts'), path.join(root, 'dist', 'src', 'main.js')].find((file) =>
  existsSync(file),
);

if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR_MIN) {
  const { enableCompileCache } = await import('node:module');
  enableCompileCache?.();
  await import(pathToFileURL(main).href);
} else {
  startOwnNode();
}

function startOwnNode() {
  const node = ownNode();
  if (!node) {
    console.error(
      `heirloom needs Node ${NODE_MAJOR_MIN} or newer; this is ${process.version}, and no node-${process.platform}-${process.arch} package is installed`,
    );
    process.exit(1);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

function ownNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    const file = path.join(path.dirname(manifest), 'bin', platform === 'win' ? 'node.exe' : 'node');
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}
