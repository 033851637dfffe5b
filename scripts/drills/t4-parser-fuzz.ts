import type { Drill } from './drill.ts';
import { fuzz } from './fuzz-target.ts';
import { fuzzTargets } from './fuzz-targets.ts';

/** Mutants of good bytes: none may escape a state or a coded refusal, or keep a reader busy. */
export const parserFuzz: Drill = {
  id: 'T4',
  claim: 'no mutant of good bytes throws, is refused without a reason, takes 50 ms or costs 100 MB',
  async run(extent) {
    const figures: Record<string, number> = {};
    const violations: string[] = [];
    for (const target of fuzzTargets) await fuzz(target, extent, { figures, violations });
    return { figures, violations };
  },
};
