// Not breaking: an older release reads of a card's facts only those that it knows.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cards are read once more in the background, now for their words and tags too. */
export class WordsOfCards1765600000020 implements MigrationInterface {
  readonly name = 'WordsOfCards1765600000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('UPDATE checkpoint SET card_facts = NULL WHERE digest IS NOT NULL');
  }

  // What was read in addition stands in the same column and disturbs nobody.
  async down(): Promise<void> {}
}
