// Prints vitest's totals as `N passed, N failed, N skipped`, alone on a line; fails when no test ran or one failed.
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const log = stripVTControlCharacters(readFileSync(process.argv[2], 'utf8'));
const line = /^\s*Tests\s+(.*)$/m.exec(log)?.[1] ?? '';
const count = (what) => Number(new RegExp(`(\\d+) ${what}`).exec(line)?.[1] ?? 0);
const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')];
const isBroken = passed === 0 || /Unhandled Error|Test Files\s+.*failed/.test(log);
console.log(`${passed} passed, ${failed || (isBroken ? 1 : 0)} failed, ${skipped} skipped`);
process.exit(failed > 0 || isBroken ? 1 : 0);
