import { refusal } from '../base/errors.ts';

export type NodeType = 'Model' | 'Checkpoint' | 'Artifact' | 'Dataset' | 'Contributor' | 'Advisory';

/** `Checkpoint:12`: the type tells `node(id)` where to look. */
export function globalId(type: NodeType, key: string | number): string {
  return `${type}:${key}`;
}

/** The number in an id of this type; entities of federation are asked for by id. */
export function globalNumber(type: NodeType, id: string): number {
  const parsed = parseGlobalId(id);
  if (parsed.type === type && /^\d+$/.test(parsed.key)) return Number(parsed.key);
  throw refusal('GRAPHQL_ID_MALFORMED', `this is not an id of a ${type}`, {
    expected: `${type}: and a number`,
    received: id.slice(0, 100),
  });
}

export function parseGlobalId(id: string): { type: NodeType; key: string } {
  const match =
    /^(Model|Checkpoint|Artifact|Dataset|Contributor|Advisory):(\d{1,15}|sha256:[0-9a-f]{64})$/.exec(id);
  if (match) return { type: match[1] as NodeType, key: match[2]! };
  throw refusal('GRAPHQL_ID_MALFORMED', 'this is not an id', {
    expected: 'an id that this hub gave',
    received: id.slice(0, 100),
  });
}
