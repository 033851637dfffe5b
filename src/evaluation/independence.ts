import { refusal } from '../base/errors.ts';
import { isVetted, reliabilityOf, type Audits } from './reliability.ts';

/** Who runs. The hub passes only what it verified: an unproven organisation or domain must not reach these lists. */
export interface Evaluator {
  readonly id: string;
  readonly organisations: readonly string[];
  readonly domains: readonly string[];
  /** Attestation or host keys. */
  readonly hosts: readonly string[];
  readonly payers: readonly string[];
  /** Ids of evaluators it declared a conflict of interest with. */
  readonly conflicts: readonly string[];
  readonly audits: Audits;
  /** Vouched for by this hub's owner. */
  readonly isTrusted: boolean;
}

/** Evaluators that count as one voice; `isSelf` marks the publisher's own. */
export interface EvaluatorGroup {
  readonly id: string;
  readonly isSelf: boolean;
  readonly members: readonly Evaluator[];
}

/**
 * Union-find over evaluators that share an organisation, a domain, a host, a payer or a declared conflict.
 * Two keys on one host are one group, and a group that touches the publisher is `self`. Order does not matter:
 * a group is named by its smallest member id. Refuses a doubled id with `EVALUATION_EVALUATOR_DOUBLED`.
 *
 * Ties are what evaluators say of themselves, and keys are free: an unvetted evaluator's ties bind itself alone. It
 * joins one group, the publisher's first, and makes no two of vetted evaluators one.
 */
export function independenceGroups(
  evaluators: readonly Evaluator[],
  publisherId: string,
): readonly EvaluatorGroup[] {
  const sorted = sortedById(evaluators);
  const links = new Links();
  links.join(idFact(publisherId), idFact(publisherId));
  const [anchors, others] = partition(sorted, (one) => one.id === publisherId || isReliable(one));
  for (const anchor of anchors) joinFacts(links, anchor);
  for (const cluster of clustersOf(others)) joinCluster(links, cluster, publisherId);
  const groups = Map.groupBy(sorted, ({ id }) => links.rootOf(idFact(id)));
  const self = links.rootOf(idFact(publisherId));
  return [...groups].map(([root, members]) => ({
    id: members[0]?.id ?? root,
    isSelf: root === self,
    members,
  }));
}

/** Whether an evaluator's own audits, or its hub's owner, make it count. */
export function isReliable({ audits, isTrusted }: Evaluator): boolean {
  return isVetted(reliabilityOf(audits, isTrusted));
}

/** Whether all of these run on one host: then a repetition says nothing about other machines. */
export function shareOneHost(evaluators: readonly Evaluator[]): boolean {
  const [first, ...others] = evaluators;
  return first?.hosts.some((host) => others.every((other) => other.hosts.includes(host))) ?? false;
}

function joinFacts(links: Links, evaluator: Evaluator): void {
  for (const fact of factsOf(evaluator)) links.join(idFact(evaluator.id), fact);
}

function factsOf({ id, organisations, domains, hosts, payers, conflicts }: Evaluator): readonly string[] {
  return [
    idFact(id),
    ...organisations.map((name) => `organisation ${name}`),
    ...domains.map((name) => `domain ${name}`),
    ...hosts.map((key) => `host ${key}`),
    ...payers.map((payer) => `payer ${payer}`),
    ...conflicts.map(idFact),
  ];
}

function clustersOf(evaluators: readonly Evaluator[]): readonly (readonly Evaluator[])[] {
  const links = new Links();
  for (const evaluator of evaluators) joinFacts(links, evaluator);
  return [...Map.groupBy(evaluators, ({ id }) => links.rootOf(idFact(id))).values()];
}

function joinCluster(links: Links, cluster: readonly Evaluator[], publisherId: string): void {
  const roots = cluster.flatMap(factsOf).flatMap((fact) => (links.knows(fact) ? links.rootOf(fact) : []));
  const self = links.rootOf(idFact(publisherId));
  // By name and not by who came first, so that the order of evaluators changes nothing.
  const chosen = roots.includes(self) ? self : [...new Set(roots)].sort()[0];
  const first = cluster[0];
  // Whom a vetted evaluator named stays with it, and must not draw it along.
  const free = cluster.filter(({ id }) => !links.knows(idFact(id)));
  for (const { id } of free) links.join(idFact(id), chosen ?? idFact(first?.id ?? id));
}

function partition<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

function idFact(id: string): string {
  return `evaluator ${id}`;
}

function sortedById(evaluators: readonly Evaluator[]): readonly Evaluator[] {
  const sorted = [...evaluators].sort((a, b) => (a.id < b.id ? -1 : 1));
  const doubled = sorted.find(({ id }, i) => id === sorted[i + 1]?.id);
  if (!doubled) return sorted;
  throw refusal('EVALUATION_EVALUATOR_DOUBLED', 'an evaluator is listed twice', {
    expected: 'each evaluator once',
    received: doubled.id.slice(0, 100),
  });
}

class Links {
  readonly #parents = new Map<string, string>();
  readonly #known = new Set<string>();

  knows(node: string): boolean {
    return this.#known.has(node);
  }

  /** Halves the path on the way up, so that a chain a stranger lays stays short. */
  rootOf(node: string): string {
    let at = node;
    for (let up = this.#parents.get(at); up !== undefined; up = this.#parents.get(at)) {
      const above = this.#parents.get(up);
      if (above !== undefined) this.#parents.set(at, above);
      at = up;
    }
    return at;
  }

  join(a: string, b: string): void {
    this.#known.add(a).add(b);
    const [rootA, rootB] = [this.rootOf(a), this.rootOf(b)];
    if (rootA !== rootB) this.#parents.set(rootA, rootB);
  }
}
