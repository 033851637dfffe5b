import { refusal } from '../base/errors.ts';
import type { Audits } from './reliability.ts';

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
 */
export function independenceGroups(
  evaluators: readonly Evaluator[],
  publisherId: string,
): readonly EvaluatorGroup[] {
  const links = new Links();
  for (const evaluator of evaluators) joinFacts(links, evaluator);
  const groups = Map.groupBy(sortedById(evaluators), ({ id }) => links.rootOf(idFact(id)));
  const self = links.rootOf(idFact(publisherId));
  return [...groups].map(([root, members]) => ({
    id: members[0]?.id ?? root,
    isSelf: root === self,
    members,
  }));
}

/** Whether all of these run on one host: then a repetition says nothing about other machines. */
export function shareOneHost(evaluators: readonly Evaluator[]): boolean {
  const [first, ...others] = evaluators;
  return first?.hosts.some((host) => others.every((other) => other.hosts.includes(host))) ?? false;
}

function joinFacts(links: Links, { id, organisations, domains, hosts, payers, conflicts }: Evaluator): void {
  for (const name of organisations) links.join(idFact(id), `organisation ${name}`);
  for (const name of domains) links.join(idFact(id), `domain ${name}`);
  for (const key of hosts) links.join(idFact(id), `host ${key}`);
  for (const payer of payers) links.join(idFact(id), `payer ${payer}`);
  for (const other of conflicts) links.join(idFact(id), idFact(other));
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
    const [rootA, rootB] = [this.rootOf(a), this.rootOf(b)];
    if (rootA !== rootB) this.#parents.set(rootA, rootB);
  }
}
