import { independenceGroups, isReliable, type Evaluator } from '../evaluation/independence.ts';

/**
 * What became of a report. FILED: nobody else counted. REPRODUCED: another voice agrees. CONFIRMED: two others do, and
 * more than contradict. CONTESTED: a voice contradicts, and nothing is decided. REFUTED: more voices against it than for
 * it. REPLACED by its author's newer one; WITHDRAWN by its author.
 */
export type ReportState =
  | 'FILED'
  | 'REPRODUCED'
  | 'CONFIRMED'
  | 'CONTESTED'
  | 'REFUTED'
  | 'REPLACED'
  | 'WITHDRAWN';

/** What one report's counts say of another's: OPEN where they say neither. */
export type ReportAgreement = 'AGREES' | 'CONTRADICTS' | 'OPEN';

/** A report among those on the same core digest, dataset, protocol, attribute and kind. */
export interface FiledReport {
  /** Its place in the log. */
  readonly logIndex: number;
  readonly authorId: string;
  /** Who vouches for the counts: the evaluator of the run that they are, where it lends its voice, else the author. */
  readonly voiceId: string;
  readonly isWithdrawn: boolean;
}

export interface ReportStanding {
  readonly state: ReportState;
  /** Other voices, see `standings`. */
  readonly agreeing: number;
  readonly contradicting: number;
  /** Whether it may answer what an ancestor's report warns of. */
  readonly isSettled: boolean;
}

/**
 * Where each report of one series stands; pure, and the same for any order of them.
 *
 * An independent group is a voice: each group with a vetted member has its own, all others share one, for keys are free,
 * and the publisher's has none. A group says what the newest report of its vetted members says, or of all where none
 * is vetted. Against a report that a vetted voice stands behind, the shared voice alone contests nothing.
 */
export function standings(
  reports: readonly FiledReport[],
  evaluators: ReadonlyMap<string, Evaluator>,
  publisherId: string,
  compare: (logIndex: number, other: number) => ReportAgreement,
): ReadonlyMap<number, ReportStanding> {
  const live = liveOf(reports);
  const groups = groupsOf(live, evaluators, publisherId);
  return new Map(
    reports.map((report) => {
      if (report.isWithdrawn) return [report.logIndex, ended('WITHDRAWN')] as const;
      if (!live.includes(report)) return [report.logIndex, ended('REPLACED')] as const;
      const own = groups.find(({ memberIds }) => memberIds.has(report.voiceId));
      const others = groups.filter((group) => group !== own && !group.isSelf);
      const said = others.map((group) => ({ ...group, says: compare(report.logIndex, group.speaks) }));
      return [report.logIndex, standingOf(own, said)] as const;
    }),
  );
}

interface Group {
  readonly memberIds: ReadonlySet<string>;
  readonly isSelf: boolean;
  readonly isVetted: boolean;
  /** The report that the group speaks by. */
  readonly speaks: number;
}

type Said = Group & { readonly says: ReportAgreement };

/** An author's newer report in the same series replaces the older one; one that was taken back was never filed. */
function liveOf(reports: readonly FiledReport[]): readonly FiledReport[] {
  const kept = reports.filter(({ isWithdrawn }) => !isWithdrawn);
  return kept.filter(
    (report) => !kept.some((other) => other.authorId === report.authorId && other.logIndex > report.logIndex),
  );
}

function groupsOf(
  live: readonly FiledReport[],
  evaluators: ReadonlyMap<string, Evaluator>,
  publisherId: string,
): readonly Group[] {
  const ids = new Set([publisherId, ...live.map(({ voiceId }) => voiceId)]);
  const known = [...ids].flatMap((id) => evaluators.get(id) ?? []);
  return independenceGroups(known, publisherId).flatMap(({ isSelf, members }) => {
    const vetted = new Set(members.filter(isReliable).map(({ id }) => id));
    const memberIds = new Set(members.map(({ id }) => id));
    const heard = vetted.size > 0 ? vetted : memberIds;
    const spoken = live.filter(({ voiceId }) => heard.has(voiceId)).map(({ logIndex }) => logIndex);
    if (spoken.length === 0) return [];
    return [{ memberIds, isSelf, isVetted: vetted.size > 0, speaks: Math.max(...spoken) }];
  });
}

function standingOf(own: Group | undefined, said: readonly Said[]): ReportStanding {
  const [agreeing, against] = [voicesOf(said, 'AGREES'), voicesOf(said, 'CONTRADICTS')];
  const author = authorVoice(own);
  const support = {
    vetted: agreeing.vetted + author.vetted,
    shared: Math.max(agreeing.shared, author.shared),
  };
  const state = stateOf(agreeing, against, support);
  const counts = { agreeing: sum(agreeing), contradicting: sum(against) };
  return { state, ...counts, isSettled: isSettled(state, support.vetted > 0, own) };
}

function authorVoice(own: Group | undefined): Voices {
  if (own?.isSelf) return { vetted: 0, shared: 0 };
  return own?.isVetted ? { vetted: 1, shared: 0 } : { vetted: 0, shared: 1 };
}

interface Voices {
  readonly vetted: number;
  /** 1 where any unvetted group says so. */
  readonly shared: number;
}

function voicesOf(said: readonly Said[], says: ReportAgreement): Voices {
  const those = said.filter((group) => group.says === says);
  const vetted = those.filter((group) => group.isVetted).length;
  return { vetted, shared: those.length > vetted ? 1 : 0 };
}

function stateOf(agreeing: Voices, against: Voices, support: Voices): ReportState {
  const isOutvoted = against.vetted > support.vetted && sum(against) > sum(support);
  if (sum(against) >= 2 && isOutvoted) return 'REFUTED';
  if (sum(agreeing) >= 2 && sum(agreeing) > sum(against)) return 'CONFIRMED';
  if (against.vetted > 0 || (against.shared > 0 && support.vetted === 0)) return 'CONTESTED';
  return sum(agreeing) > 0 ? 'REPRODUCED' : 'FILED';
}

/** A vetted voice behind it is enough; else two contributors must have counted, neither of them the publisher. */
function isSettled(state: ReportState, hasVetted: boolean, own: Group | undefined): boolean {
  if (state === 'CONFIRMED') return true;
  if (state === 'FILED') return hasVetted;
  return state === 'REPRODUCED' && (hasVetted || own?.isSelf === false);
}

function ended(state: 'REPLACED' | 'WITHDRAWN'): ReportStanding {
  return { state, agreeing: 0, contradicting: 0, isSettled: false };
}

function sum({ vetted, shared }: Voices): number {
  return vetted + shared;
}
