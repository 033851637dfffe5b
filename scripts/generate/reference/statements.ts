import type { StatementKind } from '../../../src/attestation/predicates.ts';
import { statementSchemas } from '../statement-schemas.ts';
import { page, table } from './markdown.ts';

interface KindFacts {
  readonly says: string;
  readonly subject: string;
  readonly door: string;
}

/** What the schemas can't say; a kind without a row here is a type error. */
const kinds: Readonly<Record<StatementKind, KindFacts>> = {
  key: {
    says: 'Binds a public key to a contributor’s name.',
    subject: 'sha256 of the 32 bytes of the public key',
    door: 'redeemInvitation',
  },
  checkpoint: {
    says: 'Publishes a checkpoint under a model’s name and points a revision at it.',
    subject: 'the digest of the manifest, which is the checkpoint’s digest',
    door: 'submitStatement, publishCheckpoint',
  },
  dataset: {
    says: 'Publishes one file as a named, licensed dataset.',
    subject: 'the digest of the file',
    door: 'submitStatement, publishDataset',
  },
  moderation: {
    says: 'A steward lets a quarantined file go (RELEASE), or says which checkpoint a stub is (MERGE_STUB), with the reason.',
    subject: 'the digest of the file, or of the checkpoint that the stub is',
    door: 'submitStatement, releaseArtifact, mergeStub',
  },
  advisory: {
    says: 'Warns of what it names and of everything made from that. A steward names anything, a publisher what they published first.',
    subject:
      'the first affected digest, or the sha256 of the license’s id; a checkpoint is named by its core digest',
    door: 'submitStatement, publishAdvisory',
  },
  'lineage-edge': {
    says: 'Declares one more parent of a published checkpoint.',
    subject: 'the child’s checkpoint digest',
    door: 'submitStatement, declareLineageEdge',
  },
  withdrawal: {
    says: 'Takes back an edge, a checkpoint, a dataset, a run, a report, an advisory or reported results; parent and kind are those of the edge.',
    subject:
      'the checkpoint’s digest, of an edge the child’s, the digest of the dataset’s file, or the id of the run’s, report’s, advisory’s or reported results’ statement',
    door: 'submitStatement, withdrawLineageEdge, withdrawCheckpoint, withdrawDataset, withdrawRun, withdrawReport, withdrawAdvisory, withdrawReportedResults',
  },
  evaluator: {
    says: 'An owner trusts an evaluator, with the organisation it belongs to, or takes that back; or somebody says that they and the subject are not independent (CONFLICT).',
    subject: 'sha256 of a public key of the contributor spoken of',
    door: 'submitStatement, trustEvaluator, distrustEvaluator, declareConflict',
  },
  claim: {
    says: 'States a metric value that the publisher measured.',
    subject: 'the core digest of the checkpoint',
    door: 'submitStatement, fileClaim',
  },
  'reported-results': {
    says: 'Brings a file of results that others report, with what the file does not say of its source. They count in no score.',
    subject: 'the digest of the file',
    door: 'submitStatement, importReportedResults',
  },
  evaluation: {
    says: 'Hands in the result of one run.',
    subject: 'the core digest of the checkpoint',
    door: 'completeEvaluationJob',
  },
  'bias-report': {
    says: 'Files counts by group.',
    subject: 'the core digest of the checkpoint',
    door: 'submitStatement, fileBiasReport',
  },
  'report-answer': {
    says: 'Answers a report as the publisher of the checkpoint that it is on, or as a steward.',
    subject: 'the id of the report’s statement',
    door: 'submitStatement, answerReport',
  },
  mitigation: {
    says: 'Declares that a checkpoint addresses what a report on an ancestor found.',
    subject: 'the child’s checkpoint digest',
    door: 'submitStatement, declareMitigation',
  },
  'risk-report': {
    says: 'Files counts of what was tried: to get training data out, or to make the checkpoint fail.',
    subject: 'the core digest of the checkpoint',
    door: 'submitStatement, fileRiskReport',
  },
};

export function statementReference(): string {
  const schemas = statementSchemas();
  const sections = Object.entries(kinds).map(([kind, facts]) =>
    section(
      kind,
      facts,
      JSON.parse(schemas.get(`schema/statement/${kind}.schema.json`) ?? '{}') as JsonSchema,
    ),
  );
  return page('Statements', 'schema/statement/*.schema.json', [ENVELOPE, ...sections]);
}

const ENVELOPE = `A statement is an in-toto Statement v1 in a DSSE envelope with one Ed25519 signature. The payload is RFC 8785 canonical JSON of at most 65,535 bytes:

\`\`\`json
{
  "_type": "https://in-toto.io/Statement/v1",
  "predicate": {
    "author": "did:key:z6Mk…, the key that signs",
    "body": "as below",
    "hub": "did:key:z6Mk…, the one hub it is meant for",
    "nonce": "32 hex digits",
    "ts": "2026-01-31T12:00:00.000Z"
  },
  "predicateType": "urn:heirloom:<kind>:v1",
  "subject": [{ "digest": { "sha256": "<64 hex digits>" }, "name": "for people" }]
}
\`\`\`

Members beside these are refused, and so are other spellings of the same JSON. A body has exactly the fields listed; \`null\` is written out. Why it is so is told in [Statements](../concepts/statements.md).`;

interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly pattern?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

function section(kind: string, { says, subject, door }: KindFacts, schema: JsonSchema): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => [
    `\`${name}\``,
    schema.required?.includes(name) ? 'yes' : 'no',
    shapeOf(field),
  ]);
  const facts = `${says} Subject: ${subject}. Comes in by ${door}. [Schema](../../schema/statement/${kind}.schema.json).`;
  return `## ${kind}\n\n${facts}\n\n${table(['field', 'required', 'value'], rows)}`;
}

function shapeOf(schema: JsonSchema): string {
  if (schema.anyOf) return schema.anyOf.map(shapeOf).join(' or ');
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(' ');
  if (schema.format === 'uuid') return 'a UUID';
  if (schema.pattern) return `text matching \`${schema.pattern}\``;
  const shape = SHAPES[schema.type ?? ''];
  if (!shape) throw new Error(`a schema without a shape: ${JSON.stringify(schema)}`);
  return shape(schema);
}

const SHAPES: Readonly<Record<string, (schema: JsonSchema) => string>> = {
  null: () => '`null`',
  boolean: () => 'true or false',
  integer: ({ minimum = '', maximum = '' }) => `whole number ${minimum} to ${maximum}`,
  string: ({ minLength = 0, maxLength = '∞' }) => `text of ${minLength} to ${maxLength} characters`,
  array: ({ minItems = 0, maxItems = '∞', items = {} }) =>
    `list of ${minItems} to ${maxItems}: ${shapeOf(items)}`,
  object: (schema) => objectShape(schema),
};

function objectShape({ properties, additionalProperties }: JsonSchema): string {
  if (properties) return `{${Object.keys(properties).join(', ')}}`;
  if (typeof additionalProperties === 'object') return `object of ${shapeOf(additionalProperties)}`;
  return 'object';
}
