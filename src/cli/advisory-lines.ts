import type { AdvisoryFields, AdvisoryInFull } from '../client/generated/operations.ts';
import { columns, countText, plainName } from './text.ts';

/** One line an advisory. */
export function advisoryLines(advisories: readonly AdvisoryFields[]): string[] {
  return columns(
    advisories.map((advisory) => [
      String(advisory.logIndex),
      advisory.severity.toLowerCase(),
      advisory.kind.toLowerCase(),
      plainName(advisory.title),
      `by ${plainName(advisory.publishedBy.name)}`,
      standing(advisory),
    ]),
  );
}

/** One advisory with all it says, and the nearest of what it reaches. */
export function advisoryDetailLines(advisory: AdvisoryInFull): string[] {
  const { targets, affected, references } = advisory;
  const facts = [
    ['advisory', `${advisory.logIndex}, ${standing(advisory)}`],
    ['severity', `${advisory.severity.toLowerCase()}, ${advisory.kind.toLowerCase()}`],
    ['title', plainName(advisory.title)],
    ['published', `by ${plainName(advisory.publishedBy.name)}, ${advisory.publishedAt}`],
    ...targets.map(({ of, value }) => ['names', `${of.toLowerCase()} ${plainName(value)}`]),
    ...plainName(advisory.text.replaceAll('\n', ' ¶ '))
      .split(' ¶ ')
      .map((line, i) => [i === 0 ? 'text' : '', line]),
    ...(advisory.remedy === null ? [] : [['remedy', plainName(advisory.remedy)]]),
    ...references.map((reference) => ['see', plainName(reference)]),
    ...affected.nodes.map(({ depth, checkpoint }) => [
      'reaches',
      depth === 0 ? plainName(checkpoint.name) : `${plainName(checkpoint.name)}   ${edgesText(depth)} below`,
    ]),
    ...(affected.pageInfo.hasNextPage ? [['', '… and more']] : []),
  ];
  return columns(facts);
}

function standing({ withdrawal, affectedCount }: AdvisoryFields): string {
  if (withdrawal) return 'withdrawn';
  return affectedCount === null ? 'not counted yet' : `reaches ${countText(affectedCount)}`;
}

export function edgesText(depth: number): string {
  return `${depth} ${depth === 1 ? 'edge' : 'edges'}`;
}
