import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { digestOfJson } from '../../base/canonical-json.ts';
import { hexOf } from '../../base/digest.ts';
import { HeirloomError } from '../../base/errors.ts';
import { writePrivateFile } from '../../hub/context/secret-file.ts';

/** What a hub said, now or when it was last asked. */
export interface Remembered<Answer> {
  readonly answer: Answer;
  /** When it was said, where the hub can't be reached now. */
  readonly saidAt: string | null;
}

/**
 * Asks a hub and keeps its answer on this machine; answers with the last one kept while the hub can't be reached. What
 * it names is held by digests, so an old answer may be out of date, but never lead to other bytes.
 */
export async function remembered<Answer>(
  home: string,
  question: readonly string[],
  ask: () => Promise<Answer>,
): Promise<Remembered<Answer>> {
  const folder = path.join(home, 'answers');
  const file = path.join(folder, `${hexOf(digestOfJson([...question]))}.json`);
  try {
    const answer = await ask();
    await writePrivateFile(file, JSON.stringify({ saidAt: new Date().toISOString(), answer }));
    return { answer, saidAt: null };
  } catch (error) {
    if (!(error instanceof HeirloomError) || error.code !== 'CLIENT_HUB_UNREACHABLE') throw error;
    const kept = await readFile(file, 'utf8').catch(() => null);
    if (kept === null) throw error;
    return JSON.parse(kept) as Remembered<Answer>;
  }
}
