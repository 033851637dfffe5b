import type { Examiner } from '../../weights/examiner.ts';
import type { Hub } from '../context/hub.ts';

/*
 * work    something the hub does when nobody asks: what is left to do is a question to the database,
 *         so that a hub that was killed goes on where it was
 */
export interface Work {
  /** Does one item; false when there is none left. What failed is added to `failed` and not tried again. */
  step(hub: Hub, examiner: Examiner, failed: Set<string>): Promise<boolean>;
}

interface WorkOn<Item> {
  readonly name: string;
  /** The next items that still need it; one that is done must not be among them again. */
  next(hub: Hub, first: number): Promise<readonly Item[]>;
  keyOf(item: Item): string;
  do(hub: Hub, examiner: Examiner, item: Item): Promise<void>;
}

export function workOn<Item>(work: WorkOn<Item>): Work {
  const nameOf = (item: Item) => `${work.name} ${work.keyOf(item)}`;
  return {
    async step(hub, examiner, failed) {
      const items = await work.next(hub, failed.size + 1);
      const item = items.find((candidate) => !failed.has(nameOf(candidate)));
      if (item === undefined) return false;
      await work.do(hub, examiner, item).catch((error: unknown) => {
        // Tried again by the next start; until then one bad file must not hold up the others.
        failed.add(nameOf(item));
        hub.events.backgroundFailed({ work: work.name, item: work.keyOf(item), error });
      });
      return true;
    },
  };
}
