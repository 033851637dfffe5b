import type { EntityManager } from 'typeorm';
import {
  challengeAnswerTable,
  claimTable,
  protocolTable,
  runTable,
  type ChallengeAnswerRow,
  type ClaimRow,
  type ProtocolRow,
  type RunRow,
} from './tables/evaluation-tables.ts';

export type ProtocolRecord = Readonly<ProtocolRow>;
export type ClaimRecord = Readonly<ClaimRow>;
export type RunRecord = Readonly<RunRow>;

/** Protocols, claims and runs. */
export class EvaluationRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async addProtocolIfNew(row: ProtocolRow): Promise<void> {
    await this.#manager.createQueryBuilder().insert().into(protocolTable).values(row).orIgnore().execute();
  }

  async protocolsByDigests(digests: readonly string[]): Promise<readonly ProtocolRecord[]> {
    return this.#manager.query(
      'SELECT digest, body, dataset_digest AS "datasetDigest" FROM protocol WHERE digest = ANY($1)',
      [digests],
    );
  }

  async addClaim(row: ClaimRow): Promise<void> {
    await this.#manager.insert(claimTable, row);
  }

  async addRun(row: RunRow): Promise<void> {
    await this.#manager.insert(runTable, row);
  }

  /** In the order they came. */
  async challengeAnswers(
    coreDigest: string,
    protocolDigest: string,
  ): Promise<readonly Readonly<ChallengeAnswerRow>[]> {
    const order = { number: 'ASC' } as const;
    return this.#manager.find(challengeAnswerTable, { where: { coreDigest, protocolDigest }, order });
  }

  async addChallengeAnswer(row: ChallengeAnswerRow): Promise<void> {
    await this.#manager.insert(challengeAnswerTable, row);
  }

  /** In log order. */
  async claimsOn(coreDigests: readonly string[]): Promise<readonly ClaimRecord[]> {
    return this.#manager.query(`${SELECT_CLAIM} WHERE core_digest = ANY($1) ORDER BY log_index`, [
      coreDigests,
    ]);
  }

  async findClaim(logIndex: number): Promise<ClaimRecord | null> {
    const [row] = await this.#manager.query(`${SELECT_CLAIM} WHERE log_index = $1`, [logIndex]);
    return row ?? null;
  }

  /** Which of these protocols ask about a dataset that was taken back. */
  async supersededProtocols(digests: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { digest: string }[] = await this.#manager.query(
      `SELECT p.digest FROM protocol p JOIN dataset d ON d.digest = p.dataset_digest
        WHERE p.digest = ANY($1) AND d.withdrawal_log_index IS NOT NULL`,
      [digests],
    );
    return new Set(rows.map(({ digest }) => digest));
  }

  /** The run stays, marked. */
  async withdrawRun(logIndex: number, withdrawalLogIndex: number): Promise<void> {
    await this.#manager.update(runTable, { logIndex }, { withdrawalLogIndex });
  }

  /** In log order. */
  async runsOn(coreDigests: readonly string[]): Promise<readonly RunRecord[]> {
    return this.#manager.query(`${SELECT_RUN} WHERE core_digest = ANY($1) ORDER BY log_index`, [coreDigests]);
  }

  async runsByLogIndexes(logIndexes: readonly number[]): Promise<readonly RunRecord[]> {
    return this.#manager.query(`${SELECT_RUN} WHERE log_index = ANY($1)`, [logIndexes]);
  }
}

const SELECT_RUN = `
  SELECT log_index AS "logIndex", core_digest AS "coreDigest", protocol_digest AS "protocolDigest", metric, value,
         correct, items, standard_error AS "standardError", outputs_digest AS "outputsDigest",
         predictions_digest AS "predictionsDigest", items_artifact AS "itemsArtifact",
         challenge_answer AS "challengeAnswer", host,
         hardware_class AS "hardwareClass", stack, conditions, contributor_id AS "contributorId", ran_at AS "ranAt",
         withdrawal_log_index AS "withdrawalLogIndex"
    FROM run`;

const SELECT_CLAIM = `
  SELECT log_index AS "logIndex", core_digest AS "coreDigest", protocol_digest AS "protocolDigest", metric, value,
         items, decimals, margin, host, contributor_id AS "contributorId", claimed_at AS "claimedAt"
    FROM claim`;
