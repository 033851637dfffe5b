import { drills } from './drills/drills.ts';

/** `npm run drill -- T4 [T6 …]`: the whole of a drill, its numbers on stdout, exit 1 when its claim does not hold. */
const wanted = process.argv.slice(2);
const chosen = drills.filter(({ id }) => wanted.includes(id));
if (chosen.length === 0) {
  console.error(`which drill? ${drills.map(({ id, claim }) => `\n  ${id}  ${claim}`).join('')}`);
  process.exit(2);
}
for (const { id, claim, run } of chosen) {
  const startedAt = performance.now();
  const { figures, violations, skipped } = await run('WHOLE');
  console.log(`${id}: ${claim}`);
  if (skipped !== undefined) console.log(`  skipped: ${skipped}`);
  for (const [name, figure] of Object.entries(figures)) console.log(`  ${name}: ${figure}`);
  console.log(
    `  ${violations.length} violations in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
  );
  for (const violation of violations.slice(0, 20)) console.log(`  ✘ ${violation}`);
  if (violations.length > 0) process.exitCode = 1;
}
