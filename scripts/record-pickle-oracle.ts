import { recordAnswers } from './drills/pickle-oracle.ts';

/** `node scripts/record-pickle-oracle.ts`: asks python3 what it does with drill T3's mutants, for machines without it. */
console.log(`${recordAnswers()} bytes of answers`);
