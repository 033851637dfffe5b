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

type SameRun = Pick<RunRecord, 'coreDigest' | 'protocolDigest' | 'contributorId' | 'outputsDigest'>;

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

  /** What was claimed or run on the dataset of this name. */
  async seriesOn(
    dataset: string,
    first: number,
  ): Promise<readonly Pick<RunRecord, 'coreDigest' | 'protocolDigest'>[]> {
    return this.#manager.query(SERIES_ON, [dataset, first]);
  }

  /** Protocols that something was measured or claimed under, of datasets whose name holds a text. */
  async askedHere(search: string, first: number): Promise<readonly AskedHere[]> {
    return this.#manager.query(ASKED_HERE, [search.toLowerCase(), first]);
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

  /** The ids of what protocols asked of a core digest, by its claims and by the runs that stand. */
  async tasksOn(coreDigest: string): Promise<readonly string[]> {
    const rows: { id: string }[] = await this.#manager.query(TASKS_ON, [coreDigest]);
    return rows.map(({ id }) => id);
  }

  /** What an evaluator handed in of a series with the same outputs. */
  async sameRun(run: SameRun): Promise<RunRecord | null> {
    const [found] = await this.#manager.query(
      `${SELECT_RUN} WHERE core_digest = $1 AND protocol_digest = $2 AND contributor_id = $3 AND outputs_digest = $4
        LIMIT 1`,
      [run.coreDigest, run.protocolDigest, run.contributorId, run.outputsDigest],
    );
    return found ?? null;
  }

  async runsByLogIndexes(logIndexes: readonly number[]): Promise<readonly RunRecord[]> {
    return this.#manager.query(`${SELECT_RUN} WHERE log_index = ANY($1)`, [logIndexes]);
  }
}

const TASKS_ON = `
  SELECT DISTINCT p.body->'task'->>'id' AS id FROM protocol p
   WHERE p.digest IN (SELECT protocol_digest FROM claim WHERE core_digest = $1
                      UNION SELECT protocol_digest FROM run WHERE core_digest = $1 AND withdrawal_log_index IS NULL)`;

export interface AskedHere {
  readonly benchmark: string;
  readonly body: unknown;
  readonly results: number;
  readonly models: number;
}

const ASKED_HERE = `
  SELECT d.name AS benchmark, p.body, sum(s.results)::integer AS results, count(*)::integer AS models
    FROM dataset d JOIN protocol p ON p.dataset_digest = d.digest
    JOIN (SELECT protocol_digest, core_digest, count(*) AS results
            FROM (SELECT protocol_digest, core_digest FROM run WHERE withdrawal_log_index IS NULL
                  UNION ALL SELECT protocol_digest, core_digest FROM claim) each
           GROUP BY protocol_digest, core_digest) s ON s.protocol_digest = p.digest
   WHERE strpos(d.name_key, $1) > 0
   GROUP BY d.name, p.digest, p.body ORDER BY models DESC, d.name LIMIT $2`;

const SERIES_ON = `
  WITH asked AS (
    SELECT p.digest FROM protocol p JOIN dataset d ON d.digest = p.dataset_digest WHERE d.name = $1
  )
  SELECT core_digest AS "coreDigest", protocol_digest AS "protocolDigest" FROM run WHERE protocol_digest IN (SELECT digest FROM asked)
   UNION
  SELECT core_digest, protocol_digest FROM claim WHERE protocol_digest IN (SELECT digest FROM asked)
   LIMIT $2`;

const SELECT_RUN = `
  SELECT log_index AS "logIndex", core_digest AS "coreDigest", protocol_digest AS "protocolDigest", metric, value,
         correct, items, standard_error AS "standardError", sampling_error AS "samplingError", outputs_digest AS "outputsDigest",
         predictions_digest AS "predictionsDigest", items_artifact AS "itemsArtifact",
         challenge_answer AS "challengeAnswer", host,
         hardware_class AS "hardwareClass", stack, conditions, contributor_id AS "contributorId", by_hand AS "byHand",
         ran_at AS "ranAt", withdrawal_log_index AS "withdrawalLogIndex"
    FROM run`;

const SELECT_CLAIM = `
  SELECT log_index AS "logIndex", core_digest AS "coreDigest", protocol_digest AS "protocolDigest", metric, value,
         items, decimals, margin, host, contributor_id AS "contributorId", claimed_at AS "claimedAt"
    FROM claim`;
