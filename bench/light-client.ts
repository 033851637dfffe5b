/**
 * Builds the light client and measures how long it takes to start: `node bench/light-client.ts [other Node …]`. The
 * aim is 300 ms; a Node that does nothing is measured beside it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const REPEATS = 21;
const LINES: readonly (readonly string[])[] = [['--version'], ['--help'], ['pull', '--help']];

const folder = mkdtempSync(path.join(tmpdir(), 'heirloom-light-'));
try {
  const file = path.join(folder, 'heirloom-cli.mjs');
  const nothing = path.join(folder, 'nothing.mjs');
  writeFileSync(nothing, '');
  const startedAt = performance.now();
  start(process.execPath, [path.resolve(import.meta.dirname, '../scripts/build-cli.ts'), file]);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`built in ${seconds} s: ${(statSync(file).size / 1e6).toFixed(1)} MB`);
  for (const node of [process.execPath, ...process.argv.slice(2)]) {
    console.log(start(node, ['--version']));
    for (const words of [[nothing], ...LINES.map((line) => [file, ...line])]) {
      const name = words[0] === nothing ? 'nothing' : `heirloom ${words.slice(1).join(' ')}`;
      console.log(`  ${name.padEnd(24)} ${timesOf(node, words)}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function timesOf(node: string, words: readonly string[]): string {
  const times = Array.from({ length: REPEATS }, () => {
    const startedAt = performance.now();
    start(node, words);
    return performance.now() - startedAt;
  }).toSorted((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(share * (REPEATS - 1))] ?? 0).toFixed(0);
  return `${at(0.5)} ms (${at(0)} to ${at(1)})`;
}

function start(node: string, words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(node, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${node} ${words.join(' ')} ended with ${status}: ${stderr}`);
  return stdout.trim();
}
