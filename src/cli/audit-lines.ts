import { SEVERITIES, severitiesFrom, type Severity } from '../attestation/advisory-words.ts';
import type { Audit, AuditedFile } from '../client/audit-files.ts';
import type { ConcernFields } from '../client/generated/operations.ts';
import { edgesText } from './advisory-lines.ts';
import { bytesText, countText, plainName } from './text.ts';

/** What an audit comes to: by severity how much, and what is at the level or above it, worst first. */
export interface AuditOutcome {
  readonly counts: Readonly<Record<Severity, number>>;
  readonly found: readonly AuditFinding[];
}

/** One concern with all files it is about. */
interface AuditFinding extends ConcernFields {
  readonly files: readonly AuditedFile[];
}

export function outcomeOf({ files }: Audit, level: Severity): AuditOutcome {
  const all = new Map<string, AuditFinding>();
  for (const file of files)
    for (const concern of file.concerns) {
      const key = JSON.stringify([
        concern.kind,
        concern.sentence,
        concern.checkpoint,
        concern.advisory?.logIndex,
      ]);
      const known = all.get(key);
      all.set(key, { ...concern, files: [...(known?.files ?? []), file] });
    }
  const findings = [...all.values()];
  const shown = new Set(severitiesFrom(level));
  const worstFirst = (a: AuditFinding, b: AuditFinding) =>
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity);
  const countOf = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return {
    counts: {
      LOW: countOf('LOW'),
      MODERATE: countOf('MODERATE'),
      HIGH: countOf('HIGH'),
      CRITICAL: countOf('CRITICAL'),
    },
    found: findings.filter(({ severity }) => shown.has(severity)).toSorted(worstFirst),
  };
}

export function auditLines(audit: Audit, { counts, found }: AuditOutcome): readonly string[] {
  const { files, unreadable, bytesRead } = audit;
  const known = files.filter(({ isKnown }) => isKnown).length;
  const hidden = SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0) - found.length;
  return [
    ...found.flatMap(findingLines),
    ...unreadable.map(({ file, reason }) => `✘ ${file}   can’t be read: ${reason}`),
    `${countText(files.length)} ${files.length === 1 ? 'file' : 'files'}, ${countText(known)} known here; ${bytesText(bytesRead)} read`,
    SEVERITIES.toReversed()
      .map((severity) => `${counts[severity]} ${severity.toLowerCase()}`)
      .join(', ') + (hidden > 0 ? `; ${hidden} below the level` : ''),
  ].map(plainName);
}

const FILES_SHOWN = 5;

function findingLines({ files, ...concern }: AuditFinding): readonly string[] {
  const { kind, severity, sentence, remedy, advisory } = concern;
  const number = advisory ? `   advisory ${advisory.logIndex}` : '';
  return [
    `${MARKS[severity]} ${severity.toLowerCase().padEnd(8)}  ${kind.toLowerCase().replaceAll('_', ' ')}: ${sentence}${number}`,
    ...wayLines(concern),
    ...files.slice(0, FILES_SHOWN).map(({ name }) => `            ${name}`),
    ...(files.length > FILES_SHOWN ? [`            … and ${files.length - FILES_SHOWN} files more`] : []),
    ...(remedy === null ? [] : [`            → ${remedy}`]),
  ];
}

const MARKS: Readonly<Record<Severity, string>> = { LOW: '·', MODERATE: '⚠', HIGH: '✘', CRITICAL: '✘' };

function wayLines({ kind, checkpoint, through, depth }: ConcernFields): readonly string[] {
  if (!checkpoint) return [];
  if (kind === 'SUPERSEDED') return [`            ${checkpoint.name}, now ${through?.name}`];
  const from = depth === 0 || !through ? '' : `, from ${through.name}, ${edgesText(depth)} above`;
  return [`            ${checkpoint.name}${from}`];
}
