import { Examiner } from '../../weights/examiner.ts';
import type { Hub } from '../context/hub.ts';
import { computeScores } from './compute-scores.ts';
import { convertCheckpoints } from './convert-checkpoints.ts';
import { countAffected } from './count-affected.ts';
import { countAudits } from './count-audits.ts';
import { countSeeders } from './count-seeders.ts';
import { forgetDeliveries } from './forget-deliveries.ts';
import { hashReleases } from './hash-releases.ts';
import { judgeAudits } from './judge-audits.ts';
import { nameArtifacts } from './name-artifacts.ts';
import { placeCheckpoints } from './place-checkpoints.ts';
import { queueAudits } from './queue-audits.ts';
import { readCards } from './read-cards.ts';
import { refreshFacets } from './refresh-facets.ts';
import { rescanArtifacts } from './rescan-artifacts.ts';
import { tellAffected } from './tell-affected.ts';
import type { Work } from './work.ts';

/** In this order: who is warned comes first, counts are seen at once, what is judged anew may be converted, and names are last. */
const WORKS: readonly Work[] = [
  tellAffected,
  placeCheckpoints,
  refreshFacets,
  readCards,
  countAffected,
  judgeAudits,
  countAudits,
  computeScores,
  queueAudits,
  countSeeders,
  rescanArtifacts,
  convertCheckpoints,
  hashReleases,
  nameArtifacts,
  forgetDeliveries,
];

const LOOK_EVERY_MS = 15_000;

/** Does the hub's own work, one item after another, beside everything else. */
export class Background implements AsyncDisposable {
  readonly #hub: Hub;
  readonly #examiner = new Examiner();
  readonly #failed = new Set<string>();
  readonly #closing = new AbortController();
  readonly #looking: NodeJS.Timeout;
  #isWoken = false;
  #running: Promise<void> | null = null;

  constructor(hub: Hub) {
    this.#hub = hub;
    hub.bell.onRing(() => this.wake());
    // Swarms and imports change without a statement.
    this.#looking = setInterval(() => this.wake(), LOOK_EVERY_MS);
    this.#looking.unref();
  }

  /** Looks for work soon; a call while it works is not lost. */
  wake(): void {
    this.#isWoken = true;
    this.#running ??= this.#run();
  }

  /** Settles when nothing is left to do. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#isWoken && !this.#closing.signal.aborted) {
        this.#isWoken = false;
        for (const work of WORKS) await this.#exhaust(work);
      }
    } catch (error) {
      // The database is gone for the moment; the next ring tries again.
      this.#hub.events.backgroundFailed({ work: 'background', item: 'next', error });
    } finally {
      this.#running = null;
    }
  }

  async #exhaust(work: Work): Promise<void> {
    let isMore = true;
    while (isMore && !this.#closing.signal.aborted)
      isMore = await work.step(this.#hub, this.#examiner, this.#failed);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#looking);
    this.#closing.abort();
    await this.#running;
    await this.#examiner[Symbol.asyncDispose]();
  }
}
