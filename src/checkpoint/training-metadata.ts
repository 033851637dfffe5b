/** What a file, a sidecar or a contributor says of the training that made a checkpoint. */
export interface TrainingMetadata {
  /** Completed epochs; a fraction (as Hugging Face's trainer_state has) is rounded down. */
  readonly epoch?: number;
  readonly step?: number;
  /** Decimal text: floats don't survive canonical JSON. */
  readonly loss?: string;
  readonly learningRate?: string;
  readonly dataset?: string;
  readonly seed?: number;
  readonly framework?: string;
}

/** Reads what it knows under the names that trainers use, and leaves out what it can't read. */
export function trainingMetadataFrom(entries: ReadonlyMap<string, string>): TrainingMetadata {
  const first = (...keys: string[]) =>
    SETTINGS.flatMap((prefix) => keys.map((key) => entries.get(prefix + key))).find(
      (text) => text !== undefined,
    );
  return withoutUndefined({
    epoch: whole(first('epoch', 'ss_epoch')),
    step: whole(first('step', 'global_step', 'ss_steps')),
    loss: decimal(first('loss', 'train_loss')),
    learningRate: decimal(first('learningRate', 'learning_rate', 'lr', 'ss_learning_rate')),
    dataset: words(first('dataset', 'dataset_name')),
    seed: whole(first('seed', 'ss_seed')),
    framework: words(first('framework')),
  });
}

/** At the top, then in the dicts of settings that trainers keep beside the weights. */
const SETTINGS = ['', 'metrics.', 'args.', 'config.', 'hyper_parameters.', 'hparams.'];

/** A decimal number as text, without the many ways to write one: optional sign, digits, point, exponent. */
export const DECIMAL = /^-?(0|[1-9]\d{0,30})(\.\d{1,30})?([eE][+-]?\d{1,3})?$/;

function decimal(text: string | undefined): string | undefined {
  return text !== undefined && DECIMAL.test(text) ? text : undefined;
}

function whole(text: string | undefined): number | undefined {
  if (text === undefined || !DECIMAL.test(text)) return undefined;
  const value = Math.floor(Number(text));
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function words(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= 200 && /^[^\p{Cc}]+$/u.test(text) ? text : undefined;
}

function withoutUndefined(values: {
  [K in keyof TrainingMetadata]: TrainingMetadata[K] | undefined;
}): TrainingMetadata {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
