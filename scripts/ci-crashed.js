// Prints the test files that a signal cut off, where nothing else went wrong in vitest's log; nothing otherwise.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const log = stripVTControlCharacters(readFileSync(process.argv[2], 'utf8'));
const crashed = [
  ...log.matchAll(/Worker exited unexpectedly with signal \w+ .*while running test file (\S+)/g),
];
const errors = Number(/^\s*Errors\s+(\d+) error/m.exec(log)?.[1] ?? 0);
const isElseWell = !/^\s*(Tests|Test Files)\s+.*failed/m.test(log) && errors === crashed.length;
if (isElseWell) console.log(crashed.map(([, file]) => path.relative(process.cwd(), file)).join(' '));
