import { isDigest } from '../../base/digest.ts';
import { FieldReader } from '../../evaluation/field-reader.ts';
import type { Proportion } from '../../evaluation/statistics/proportion.ts';
import { readProse } from '../parse-bias-payload.ts';
import { NAME_CHARACTERS_MAX } from '../read-counts.ts';
import type { RiskCounts, RiskPayload } from './counts.ts';
import { readRiskFromRun } from './from-run.ts';

/** Lets plain JSON in as a risk report's counts, or refuses it with `BIAS_PAYLOAD_MALFORMED` and every wrong field. */
export function parseRiskPayload(json: unknown): RiskPayload {
  const read = new FieldReader();
  const root = read.object(
    json,
    '$',
    ['dataset', 'protocol', 'attribute'],
    [...RISK_FIELDS, 'from', 'context', 'limitations'],
  );
  const given = RISK_FIELDS.filter((field) => root[field] !== undefined);
  const [field] = given;
  if (field === undefined || given.length > 1)
    read.wrong('$', `exactly one of ${RISK_FIELDS.join(', ')}`, given.join(', ') || undefined);
  const digest = (key: string) =>
    read.matching(root[key], `$.${key}`, 'sha256: and 64 lower-case hex digits', isDigest);
  const payload = {
    dataset: digest('dataset'),
    protocol: digest('protocol'),
    attribute: read.text(root['attribute'], '$.attribute', NAME_CHARACTERS_MAX),
    counts: READERS[field ?? 'trigger'](read, root[field ?? 'trigger'], `$.${field}`),
    from: root['from'] === undefined ? null : readRiskFromRun(read, root['from'], '$.from'),
    context: readProse(read, root['context'], '$.context'),
    limitations: readProse(read, root['limitations'], '$.limitations'),
  };
  read.end('BIAS_PAYLOAD_MALFORMED', 'the report', 'mend the fields named and submit it again');
  return payload;
}

/** The fields that hold counts; a report has exactly one of them. */
export const RISK_FIELDS = [
  'canaries',
  'extraction',
  'membership',
  'corruptions',
  'attack',
  'trigger',
] as const;

type Read = (read: FieldReader, json: unknown, path: string) => RiskCounts;

const READERS: Readonly<Record<(typeof RISK_FIELDS)[number], Read>> = {
  canaries: readCanaries,
  extraction: (read, json, path) => ({ kind: 'EXTRACTION', ...readControlled(read, json, path) }),
  membership: readMembership,
  corruptions: readCorruptions,
  attack: (read, json, path) => ({ kind: 'ATTACK', ...readControlled(read, json, path) }),
  trigger: (read, json, path) => ({ kind: 'TRIGGER', ...readControlled(read, json, path) }),
};

function readCanaries(read: FieldReader, json: unknown, path: string): RiskCounts {
  const root = read.object(json, path, ['spaceSize', 'canaries']);
  const spaceSize = read.integer(root['spaceSize'], `${path}.spaceSize`, 2);
  const canaries = read.list(root['canaries'], `${path}.canaries`, 1, LIST_MAX).map((item, i) => {
    const at = `${path}.canaries[${i}]`;
    const canary = read.object(item, at, ['rank', 'repetitions']);
    return {
      rank: read.integer(canary['rank'], `${at}.rank`, 1, spaceSize),
      repetitions: read.integer(canary['repetitions'], `${at}.repetitions`, 1),
    };
  });
  return { kind: 'CANARIES', spaceSize, canaries };
}

function readMembership(read: FieldReader, json: unknown, path: string): RiskCounts {
  const root = read.object(json, path, ['members', 'nonMembers']);
  const bins = (key: 'members' | 'nonMembers') =>
    read
      .list(root[key], `${path}.${key}`, 2, LIST_MAX)
      .map((count, bin) => read.integer(count, `${path}.${key}[${bin}]`, 0, COUNT_MAX));
  const [members, nonMembers] = [bins('members'), bins('nonMembers')];
  if (members.length !== nonMembers.length)
    read.wrong(`${path}.nonMembers`, `${members.length} bins, as of the members`, `${nonMembers.length}`);
  return { kind: 'MEMBERSHIP', members, nonMembers };
}

function readCorruptions(read: FieldReader, json: unknown, path: string): RiskCounts {
  const root = read.object(json, path, ['clean', 'corruptions']);
  const corruptions = read.list(root['corruptions'], `${path}.corruptions`, 1, LIST_MAX).map((item, i) => {
    const at = `${path}.corruptions[${i}]`;
    const { name, severity, ...counts } = read.object(item, at, ['name', 'severity', 'k', 'n']);
    return {
      name: read.text(name, `${at}.name`, NAME_CHARACTERS_MAX),
      severity: read.integer(severity, `${at}.severity`, 1, SEVERITY_MAX),
      ...readProportion(read, counts, at),
    };
  });
  const seen = corruptions.map(({ name, severity }) => `${name} at severity ${severity}`);
  const twice = seen.find((each, i) => seen.indexOf(each) !== i);
  if (twice !== undefined) read.wrong(`${path}.corruptions`, 'each corruption and severity once', twice);
  return { kind: 'CORRUPTIONS', clean: readProportion(read, root['clean'], `${path}.clean`), corruptions };
}

function readControlled(read: FieldReader, json: unknown, path: string) {
  const root = read.object(json, path, ['tried', 'control']);
  return {
    tried: readProportion(read, root['tried'], `${path}.tried`),
    control: readProportion(read, root['control'], `${path}.control`),
  };
}

function readProportion(read: FieldReader, json: unknown, path: string): Proportion {
  const { k, n } = read.object(json, path, ['k', 'n']);
  const all = read.integer(n, `${path}.n`, 0, COUNT_MAX);
  return { k: read.integer(k, `${path}.k`, 0, all), n: all };
}

const LIST_MAX = 1000;
const SEVERITY_MAX = 5;
// A thousand of them still sum to an exact integer.
const COUNT_MAX = 2 ** 43;
