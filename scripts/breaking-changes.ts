/**
 * Says what changed in the contract since the last release so that its clients would break; exits 1 if anything did.
 * `node scripts/breaking-changes.ts [TAG]`, by default the newest tag `v…`; without one there is nothing to compare with.
 */
import { execFileSync } from 'node:child_process';
import { mergeTypeDefs } from '@graphql-tools/merge';
import { buildASTSchema, findBreakingChanges, findDangerousChanges, parse, type DocumentNode } from 'graphql';
import { mergedSdl, SUBGRAPHS } from '../src/graphql/sdl.ts';

const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' }).trim();
const tag = process.argv[2] ?? git('tag', '--list', 'v*', '--sort=-version:refname').split('\n')[0];

if (tag) await compareWith(tag);
else console.log('nothing is released yet');

async function compareWith(released: string): Promise<void> {
  const names = new Set(git('ls-tree', '--name-only', released, 'schema/').split('\n'));
  const files = SUBGRAPHS.map((name) => `schema/${name}.graphql`).filter((file) => names.has(file));
  const before = ownSchema(mergeTypeDefs(files.map((file) => parse(git('show', `${released}:${file}`)))));
  const now = ownSchema(await mergedSdl());
  const breaking = findBreakingChanges(before, now);
  for (const { description } of findDangerousChanges(before, now)) console.log(`look at: ${description}`);
  for (const { description } of breaking) console.log(`breaks: ${description}`);
  console.log(`${breaking.length} breaking changes since ${released}`);
  if (breaking.length > 0) process.exitCode = 1;
}

// Without what Federation adds: its directives come and go with their use.
function ownSchema(sdl: DocumentNode) {
  return buildASTSchema(sdl, { assumeValidSDL: true });
}
