// Prints vitest's totals as `N passed, N failed, N skipped`, alone on a line; fails when no test ran or one failed. A second log
// is of the files that a signal had cut off in the first one.
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const logs = process.argv.slice(2).map((file) => stripVTControlCharacters(readFileSync(file, 'utf8')));
const lines = logs.map((log) => /^\s*Tests\s+(.*)$/m.exec(log)?.[1] ?? '');
const countIn = (line, what) => Number(new RegExp(`(\\d+) ${what}`).exec(line)?.[1] ?? 0);
const sum = (what) => lines.reduce((all, line) => all + countIn(line, what), 0);
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
const isBroken =
  lines.some((line) => countIn(line, 'passed') === 0) ||
  logs.some((log) => /Test Files\s+.*failed/.test(log)) ||
  /Unhandled Error/.test(logs.at(-1) ?? '');
console.log(`${passed} passed, ${failed || (isBroken ? 1 : 0)} failed, ${skipped} skipped`);
process.exit(failed > 0 || isBroken ? 1 : 0);
