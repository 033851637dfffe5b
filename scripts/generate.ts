/** Writes every generated file; with --check it only says which are out of date, and exits 1 if any is. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { accessTable } from './generate/access-table.ts';
import { costTable } from './generate/cost-table.ts';
import { operations } from './generate/operations.ts';
import { plainFields } from './generate/plain-fields.ts';
import { referencePages } from './generate/reference.ts';
import { schemaTypes } from './generate/schema-types.ts';
import { supergraph } from './generate/supergraph.ts';
import { statementSchemas } from './generate/statement-schemas.ts';

const isCheck = process.argv.includes('--check');
const stale: string[] = [];

await write(await operations());
// The rest runs the program itself, which imports its questions.
if (!isCheck || stale.length === 0)
  await write(
    new Map([
      ...(await schemaTypes()),
      ...(await accessTable()),
      ...(await costTable()),
      ...(await plainFields()),
      ...statementSchemas(),
      ...(await supergraph()),
      ...(await referencePages()),
    ]),
  );

for (const file of stale) console.log(`${isCheck ? 'out of date' : 'wrote'}: ${file}`);
if (isCheck && stale.length > 0) {
  console.error('run npm run generate, and commit what it wrote');
  process.exitCode = 1;
}

async function write(files: ReadonlyMap<string, string>): Promise<void> {
  for (const [file, content] of files) {
    if ((await readFile(file, 'utf8').catch(() => null)) === content) continue;
    stale.push(file);
    if (isCheck) continue;
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
