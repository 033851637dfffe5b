import type { EntityManager } from 'typeorm';
import { AdvisoryRepository } from './advisory-repository.ts';
import { ArtifactRepository } from './artifact-repository.ts';
import { AuditRepository } from './audit-repository.ts';
import { CheckpointRepository } from './checkpoint-repository.ts';
import { ConcernRepository } from './concern-repository.ts';
import { ContributorRepository } from './contributor-repository.ts';
import { DatasetGraphRepository } from './dataset-graph-repository.ts';
import { DatasetRepository } from './dataset-repository.ts';
import { EvaluationRepository } from './evaluation-repository.ts';
import { EvaluatorRepository } from './evaluator-repository.ts';
import { FacetRepository } from './facet-repository.ts';
import { GraphEdgeRepository } from './graph-edge-repository.ts';
import { GraphRepository } from './graph-repository.ts';
import { ImportedRepository } from './imported-repository.ts';
import { ImportRepository } from './import-repository.ts';
import { JobRepository } from './job-repository.ts';
import { LineageRepository } from './lineage-repository.ts';
import { ModelRepository } from './model-repository.ts';
import { ReleaseTorrentRepository } from './release-torrent-repository.ts';
import { ReportedRepository } from './reported-repository.ts';
import { ReportRepository } from './report-repository.ts';
import { SaidEdgeRepository } from './said-edge-repository.ts';
import { ScoreRepository } from './score-repository.ts';
import { RunnerRepository } from './runner-repository.ts';
import { SettingRepository } from './setting-repository.ts';
import { StatementRepository } from './statement-repository.ts';
import { StubRepository } from './stub-repository.ts';
import { TensorRepository } from './tensor-repository.ts';
import { WebhookRepository } from './webhook-repository.ts';
import { WithdrawalRepository } from './withdrawal-repository.ts';

/** The repositories bound to one connection or transaction; the same shape inside and outside. */
export class Store {
  readonly advisories: AdvisoryRepository;
  readonly artifacts: ArtifactRepository;
  readonly audits: AuditRepository;
  readonly checkpoints: CheckpointRepository;
  readonly concerns: ConcernRepository;
  readonly contributors: ContributorRepository;
  readonly datasetGraph: DatasetGraphRepository;
  readonly datasets: DatasetRepository;
  readonly evaluations: EvaluationRepository;
  readonly evaluators: EvaluatorRepository;
  readonly facets: FacetRepository;
  readonly graph: GraphRepository;
  readonly graphEdges: GraphEdgeRepository;
  readonly imported: ImportedRepository;
  readonly imports: ImportRepository;
  readonly jobs: JobRepository;
  readonly lineage: LineageRepository;
  readonly models: ModelRepository;
  readonly releaseTorrents: ReleaseTorrentRepository;
  readonly reported: ReportedRepository;
  readonly reports: ReportRepository;
  readonly saidEdges: SaidEdgeRepository;
  readonly scores: ScoreRepository;
  readonly runners: RunnerRepository;
  readonly settings: SettingRepository;
  readonly statements: StatementRepository;
  readonly stubs: StubRepository;
  readonly tensors: TensorRepository;
  readonly webhooks: WebhookRepository;
  readonly withdrawals: WithdrawalRepository;
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
    this.advisories = new AdvisoryRepository(manager);
    this.artifacts = new ArtifactRepository(manager);
    this.audits = new AuditRepository(manager);
    this.checkpoints = new CheckpointRepository(manager);
    this.concerns = new ConcernRepository(manager);
    this.contributors = new ContributorRepository(manager);
    this.datasetGraph = new DatasetGraphRepository(manager);
    this.datasets = new DatasetRepository(manager);
    this.evaluations = new EvaluationRepository(manager);
    this.evaluators = new EvaluatorRepository(manager);
    this.facets = new FacetRepository(manager);
    this.graph = new GraphRepository(manager);
    this.graphEdges = new GraphEdgeRepository(manager);
    this.imported = new ImportedRepository(manager);
    this.imports = new ImportRepository(manager);
    this.jobs = new JobRepository(manager);
    this.lineage = new LineageRepository(manager);
    this.models = new ModelRepository(manager);
    this.releaseTorrents = new ReleaseTorrentRepository(manager);
    this.reported = new ReportedRepository(manager);
    this.reports = new ReportRepository(manager);
    this.saidEdges = new SaidEdgeRepository(manager);
    this.scores = new ScoreRepository(manager);
    this.runners = new RunnerRepository(manager);
    this.settings = new SettingRepository(manager);
    this.statements = new StatementRepository(manager);
    this.stubs = new StubRepository(manager);
    this.tensors = new TensorRepository(manager);
    this.webhooks = new WebhookRepository(manager);
    this.withdrawals = new WithdrawalRepository(manager);
  }

  /** All of `act`'s writes, or none of them. */
  transaction<Result>(act: (store: Store) => Promise<Result>): Promise<Result> {
    return this.#manager.transaction((manager) => act(new Store(manager)));
  }

  /** Whether the database takes writes right now. */
  async isWritable(): Promise<boolean> {
    const [row] = await this.#manager.query('SELECT NOT pg_is_in_recovery() AS writable');
    return row.writable === true;
  }
}
