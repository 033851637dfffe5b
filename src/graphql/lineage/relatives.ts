import {
  getArgumentValues,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';
import { parseReference } from '../../checkpoint/reference.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { Direction, RelativeRecord } from '../../store/queries/relatives-of.ts';
import type { CheckpointFilter } from '../generated/schema-types.ts';
import { cursorOf, keysetConnectionOf, keysetOf, type PageArguments } from '../page.ts';
import type { RequestContext } from '../request-context.ts';
import { storedFilter } from './stored-filter.ts';

type Asked = PageArguments & { readonly filter: CheckpointFilter };

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ancestors: 'ANCESTORS',
  descendants: 'DESCENDANTS',
};

interface Ahead {
  readonly direction: Direction;
  readonly asked: string;
  readonly relatives: readonly RelativeRecord[];
}

/** Pages that came with their checkpoint; each belongs to one record of one request. */
const cameAlong = new WeakMap<CheckpointRecord, Ahead>();

/**
 * A checkpoint by reference. Where the question asks for one page of its relatives, both come in one statement: the
 * most asked question of all has one way to the database and back.
 */
export async function checkpointAhead(
  reference: string,
  { hub, loaders }: RequestContext,
  info: GraphQLResolveInfo,
): Promise<CheckpointRecord | null> {
  const parsed = parseReference(reference);
  const page = onlyPageAsked(info);
  if (!page) return hub.store.checkpoints.findByReference(parsed);
  const { direction, asked } = page;
  const found = await hub.store.lineage.withRelatives(parsed, questionOf(direction, asked));
  if (!found) return null;
  const { checkpoint, relatives } = found;
  loaders.checkpoint.prime(checkpoint.id, checkpoint);
  cameAlong.set(checkpoint, { direction, asked: JSON.stringify(asked), relatives });
  return checkpoint;
}

/** A page of what a checkpoint was made from, or of what was made from it. */
export async function relativesOf(
  checkpoint: CheckpointRecord,
  direction: Direction,
  asked: Asked,
  { hub, loaders }: RequestContext,
) {
  const question = questionOf(direction, asked);
  const ahead = cameAlong.get(checkpoint);
  const rows =
    ahead?.direction === direction && ahead.asked === JSON.stringify(asked)
      ? ahead.relatives
      : await hub.store.lineage.relativesOf({ id: checkpoint.id, ...question });
  // Edges name their ends by id; those of the page are at hand.
  for (const { checkpoint: relative } of rows) loaders.checkpoint.prime(relative.id, relative);
  return keysetConnectionOf(rows, question.page, ({ depth, checkpoint: { id } }) => cursorOf(depth, id));
}

function questionOf(direction: Direction, { filter, ...page }: Asked) {
  return { direction, filter: storedFilter(filter), page: keysetOf(page, 2) };
}

function onlyPageAsked(info: GraphQLResolveInfo): { direction: Direction; asked: Asked } | null {
  const [field, ...others] = info.fieldNodes.flatMap((node) => pagesIn(node.selectionSet, info));
  const direction = DIRECTIONS[field?.name.value ?? ''];
  const type = info.schema.getType('Checkpoint');
  if (!field || !direction || others.length > 0 || !isObjectType(type)) return null;
  const definition = type.getFields()[field.name.value];
  return definition
    ? { direction, asked: getArgumentValues(definition, field, info.variableValues) as unknown as Asked }
    : null;
}

/** Fields with a condition are left to the moment when it is known to hold. */
function pagesIn(set: SelectionSetNode | undefined, info: GraphQLResolveInfo): readonly FieldNode[] {
  return (set?.selections ?? []).flatMap((selection): readonly FieldNode[] => {
    if ((selection.directives ?? []).length > 0) return [];
    if (selection.kind === Kind.FIELD)
      return Object.hasOwn(DIRECTIONS, selection.name.value) ? [selection] : [];
    const inner = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
    return pagesIn(inner?.selectionSet, info);
  });
}
