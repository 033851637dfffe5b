import type { EntityManager } from 'typeorm';
import { hubSettingTable } from './tables/contributor-tables.ts';

/** What an operator set; not part of the log. */
export class SettingRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async valueOf(key: string): Promise<string | null> {
    const row = await this.#manager.findOneBy(hubSettingTable, { key });
    return row?.value ?? null;
  }

  async set(key: string, value: string): Promise<void> {
    await this.#manager.upsert(hubSettingTable, { key, value }, ['key']);
  }
}
