import { refusal } from '../../base/errors.ts';
import { Holders } from './holders.ts';

/** As many as keep a disk and two cores busy; more at once would only hold memory. */
const HUB_MAX = 20;
/** Of one contributor, so that two others find room whatever one does. */
const CONTRIBUTOR_MAX = 10;

/** The requests whose uploads come in right now, by contributor. */
export class Receiving {
  readonly #holders = new Holders<number>();

  /** Refuses what is too many with `HTTP_UPLOADS_MANY`: it may come again in a moment. */
  take(contributorId: number): Disposable {
    const [own, all] = [this.#holders.of(contributorId), this.#holders.all()];
    if (own >= CONTRIBUTOR_MAX || all >= HUB_MAX) throw tooMany(own, all);
    return this.#holders.hold(contributorId);
  }
}

function tooMany(own: number, all: number) {
  return refusal('HTTP_UPLOADS_MANY', 'as many uploads come in as this hub takes at once', {
    expected: `at most ${CONTRIBUTOR_MAX} of yours and ${HUB_MAX} of all`,
    received: `${own} of yours and ${all} of all`,
    remedy: 'send it again in a moment',
  });
}
