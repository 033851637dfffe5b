import { z } from 'zod';
import { refusal } from '../base/errors.ts';
import { ADVISORY_KINDS, SEVERITIES } from './advisory-words.ts';
import { RELATIONSHIPS } from './reported-words.ts';

/*
 * One schema a kind of statement. schema/statement/*.schema.json is generated from here for readers
 * in other languages; a test holds the two together.
 */
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const decimal = z.string().regex(/^-?(0|[1-9]\d{0,15})(\.\d{1,20})?(e-?\d{1,3})?$/);
const name = z.string().min(1).max(256);
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
// Line breaks are prose; other control and direction characters could hide text from a reader.
const prose = z
  .string()
  .trim()
  .min(1)
  .max(4000)
  .regex(/^(?:\P{C}|[\n\t])+$/u);
const hostMark = z.string().regex(/^[0-9a-f]{32}$/);

const edgeKind = z.enum([
  'FINE_TUNE',
  'ADAPTER',
  'MERGE',
  'QUANTIZATION',
  'FORK',
  'CONTINUATION',
  'DISTILLATION',
  'PRUNING',
  'CONVERSION',
]);

/** Shown to people, never fetched. */
const webAddress = z
  .string()
  .max(2000)
  .regex(/^https:\/\/[!-~]+$/);

const harm = z.enum(['allocation', 'quality-of-service', 'stereotyping', 'denigration', 'erasure']);

const confusionGroup = z.strictObject({ name, tp: count, fp: count, tn: count, fn: count });
const rateGroup = z.strictObject({ name, k: count, n: count });

const COUNTS = ['groups', 'scores', 'bbq', 'crowsPairs', 'stereoset', 'weat'] as const;
const bins = z.array(count).min(2).max(1000);
const bbqTally = z.strictObject({
  correct: count,
  unknown: count,
  negStereo: count,
  negOther: count,
  nonnegStereo: count,
  nonnegOther: count,
});
const associations = z.array(decimal).min(2).max(100);
const proportion = z.strictObject({ k: count, n: count });
const controlled = z.strictObject({ tried: proportion, control: proportion });
const RISKS = ['canaries', 'extraction', 'membership', 'corruptions', 'attack', 'trigger'] as const;
const groups = z.union([z.array(rateGroup).min(2).max(200), z.array(confusionGroup).min(2).max(200)]);
const labels = z.array(z.int().min(0).max(254)).min(1).max(255);
/** Labels in groups, attributes of the dataset that cross, pairs of items with the attribute that tells their direction, or a benchmark's own columns. */
const grouping = z.union([
  z.strictObject({ labels: z.array(z.strictObject({ name, labels })).min(2).max(200) }),
  z.strictObject({ attributes: z.array(name).min(1).max(3), positive: labels.optional() }),
  z.strictObject({ pairs: name }),
  z.strictObject({ benchmark: z.enum(['BBQ']) }),
]);

export const predicateBodies = {
  /** Binds a key to a contributor's name; the next key's digest is promised before it is needed. */
  key: z.strictObject({
    contributor: name,
    custody: z.enum(['SELF', 'HUB']),
    nextKeyDigest: digest.nullable(),
  }),
  /** Publishes a checkpoint: the subject is the manifest's digest, and the manifest is an artifact. */
  checkpoint: z.strictObject({ model: name, revision: name, host: hostMark.nullable() }),
  /** Publishes a dataset: the subject is the digest of its file. */
  dataset: z.strictObject({
    dataset: name,
    license: name,
    path: name,
    sizeBytes: count,
    /** Whose the items are and on what ground they may be used. */
    rights: z.string().min(1).max(2000).optional(),
    /** What its publisher knows it can't tell. */
    limitations: z.string().min(1).max(2000).optional(),
  }),
  /** Declares child → parent; the subject is the child's checkpoint digest. */
  'lineage-edge': z.strictObject({
    parent: z.union([z.strictObject({ digest }), z.strictObject({ name })]),
    kind: edgeKind,
  }),
  /**
   * Takes back what the same author said: an edge (the subject is the child), a checkpoint (the subject is it), a dataset (the
   * subject is its file), a run, a report, an advisory or reported results (the subject is the id of its statement); a steward takes back anybody's
   * advisory and reported results.
   */
  withdrawal: z
    .strictObject({
      of: z.enum(['LINEAGE_EDGE', 'CHECKPOINT', 'DATASET', 'RUN', 'REPORT', 'ADVISORY', 'REPORTED_RESULTS']),
      parent: z.union([z.strictObject({ digest }), z.strictObject({ name })]).nullable(),
      kind: edgeKind.nullable(),
      reason: z.string().trim().min(1).max(2000),
    })
    .refine(({ of, parent, kind }) => (of === 'LINEAGE_EDGE') === (parent !== null && kind !== null), {
      error: 'parent and kind belong to an edge, and to nothing else',
    }),
  /** A publisher's metric value, before anyone repeats it; the subject is the core digest. */
  claim: z.strictObject({
    protocol: digest,
    metric: name,
    value: decimal,
    items: count,
    decimals: z.int().min(0).max(20).nullable(),
    margin: decimal.nullable(),
    host: hostMark.nullable(),
  }),
  /**
   * Brings a file of results that somebody elsewhere reports; the subject is the digest of the file. What its author adds
   * of the source counts where the file itself does not say it. None of it was measured here.
   */
  'reported-results': z.strictObject({
    path: name,
    sizeBytes: count,
    model: name.nullable(),
    organisation: name.nullable(),
    relationship: z.enum(RELATIONSHIPS).nullable(),
    url: webAddress.nullable(),
  }),
  /** One run's result, signed by who ran it; the subject is the core digest. */
  evaluation: z.strictObject({
    job: z.string().uuid().nullable(),
    protocol: digest,
    metric: name,
    value: decimal,
    correct: count.nullable(),
    items: count,
    standardError: decimal,
    /** How far another choice of items would move a mean; for people, never for a verdict. */
    samplingError: decimal.optional(),
    outputsDigest: digest,
    predictionsDigest: digest,
    itemsArtifact: digest.nullable(),
    /** Of the answer to the hub's challenge, which goes to the hub alone; absent where there was none. */
    challengeDigest: digest.optional(),
    host: hostMark,
    hardwareClass: name,
    stack: name,
    conditions: z.record(z.string().max(64), z.union([z.string().max(512), count, z.boolean()])),
  }),
  /**
   * What is known of an evaluator; the subject is the digest of one of its keys. An owner states TRUST, with the
   * organisation it belongs to, and DISTRUST; CONFLICT says that its author and the subject are not independent.
   */
  evaluator: z
    .strictObject({
      action: z.enum(['TRUST', 'DISTRUST', 'CONFLICT']),
      organisation: z.string().trim().min(1).max(256).nullable(),
      reason: z.string().trim().min(1).max(2000).nullable(),
    })
    .refine(({ action, organisation }) => organisation === null || action === 'TRUST', {
      error: 'an organisation belongs to trust, and to nothing else',
    }),
  /** Counts of one kind (groups, scores, or a benchmark's own), from which the hub computes every metric; the subject is the core digest. */
  'bias-report': z
    .strictObject({
      dataset: digest,
      protocol: digest,
      attribute: name,
      harms: z.array(harm).min(1).max(5),
      groups: groups.optional(),
      /** Of groups that are cells `a × b` of several attributes: each attribute by itself. */
      marginals: z
        .array(z.strictObject({ attribute: name, groups }))
        .min(2)
        .max(3)
        .optional(),
      /** The run whose answers were counted, by its evaluation statement's id, and how; the hub counts them again. */
      from: z.strictObject({ run: digest, by: grouping }).optional(),
      scores: z
        .array(z.strictObject({ name, positives: bins, negatives: bins }))
        .min(2)
        .max(200)
        .optional(),
      bbq: z
        .strictObject({ ambiguous: bbqTally, disambiguated: bbqTally, aligned: proportion.optional() })
        .optional(),
      crowsPairs: z
        .strictObject({
          stereoPairs: count,
          stereoHits: count,
          antiPairs: count,
          antiHits: count,
          neutral: count,
        })
        .optional(),
      stereoset: z
        .array(z.strictObject({ name, pro: count, total: count, related: count }))
        .min(1)
        .max(1000)
        .optional(),
      weat: z.strictObject({ x: associations, y: associations }).optional(),
      context: z.string().max(4000).optional(),
      limitations: z.string().max(4000).optional(),
      metrics: z.record(z.string().max(60), decimal).optional(),
    })
    .refine((body) => COUNTS.filter((field) => body[field] !== undefined).length === 1, {
      error: `exactly one of ${COUNTS.join(', ')}`,
    }),
  /** What a checkpoint's publisher says of a report on it; the subject is the report's statement. */
  'report-answer': z.strictObject({
    status: z.enum(['ACCEPTED', 'DISPUTED', 'WILL_FIX', 'WONT_FIX']),
    text: prose,
  }),
  /** Says that a checkpoint addresses what a report on an ancestor found; the subject is the child's checkpoint digest. */
  mitigation: z.strictObject({ report: digest }),
  /**
   * Counts of what was tried on a checkpoint: to get training data out of it (canaries, extraction, membership), or to make
   * it fail (corruptions, attack, trigger); the subject is the core digest.
   */
  'risk-report': z
    .strictObject({
      dataset: digest,
      protocol: digest,
      attribute: name,
      canaries: z
        .strictObject({
          spaceSize: count,
          canaries: z
            .array(z.strictObject({ rank: count, repetitions: count }))
            .min(1)
            .max(1000),
        })
        .optional(),
      extraction: controlled.optional(),
      membership: z.strictObject({ members: bins, nonMembers: bins }).optional(),
      corruptions: z
        .strictObject({
          clean: proportion,
          corruptions: z
            .array(z.strictObject({ name, severity: count, k: count, n: count }))
            .min(1)
            .max(1000),
        })
        .optional(),
      attack: controlled.optional(),
      trigger: controlled.optional(),
      /** The run whose answers were counted, and the one or those held against it, by their statements' ids; the hub counts again. */
      from: z
        .strictObject({ run: digest, against: z.union([digest, z.array(digest).min(2).max(60)]).optional() })
        .optional(),
      context: z.string().max(4000).optional(),
      limitations: z.string().max(4000).optional(),
    })
    .refine((body) => RISKS.filter((field) => body[field] !== undefined).length === 1, {
      error: `exactly one of ${RISKS.join(', ')}`,
    }),
  /**
   * What a steward decides: RELEASE lets a file go, the subject is the artifact's digest; MERGE_STUB says that the stub is
   * the checkpoint whose digest is the subject.
   */
  moderation: z.strictObject({
    action: z.enum(['RELEASE', 'MERGE_STUB']),
    stub: name.optional(),
    reason: z.string().trim().min(1).max(2000),
  }),
  /**
   * Warns of what it names and of everything made from that; the subject is the first affected digest, or the sha256 of the
   * license's id. A checkpoint is named by its core digest.
   */
  advisory: z.strictObject({
    title: z.string().trim().min(1).max(200),
    severity: z.enum(SEVERITIES),
    kind: z.enum(ADVISORY_KINDS),
    affected: z
      .array(
        z.union([
          z.strictObject({ of: z.enum(['CHECKPOINT', 'ARTIFACT', 'DATASET']), digest }),
          z.strictObject({ of: z.enum(['LICENSE']), license: name }),
        ]),
      )
      .min(1)
      .max(50),
    text: z.string().trim().min(1).max(8000),
    remedy: z.string().trim().min(1).max(2000).nullable(),
    references: z.array(webAddress).max(20),
  }),
} as const;

export type StatementKind = keyof typeof predicateBodies;
export type Bodies = { readonly [Kind in StatementKind]: z.output<(typeof predicateBodies)[Kind]> };

/** Narrows a foreign body to its kind's type, listing every field that is wrong. */
export function parseBody<Kind extends StatementKind>(kind: Kind, body: unknown): Bodies[Kind] {
  if (!Object.hasOwn(predicateBodies, kind))
    throw refusal('ATTESTATION_KIND_UNKNOWN', 'this kind of statement is not known here', {
      expected: Object.keys(predicateBodies).join(', '),
      received: kind,
    });
  const parsed = predicateBodies[kind].safeParse(body);
  if (parsed.success) return parsed.data as Bodies[Kind];
  throw refusal('ATTESTATION_BODY_INVALID', `the body of this ${kind} statement is not valid`, {
    expected: `schema/statement/${kind}.schema.json`,
    received: parsed.error.issues
      .slice(0, 10)
      .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
      .join('; '),
  });
}
