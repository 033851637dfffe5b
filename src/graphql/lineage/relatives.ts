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
  const { direction, asked, hasEdges } = page;
  const question = questionOf(direction, asked, hasEdges);
  const found = await hub.store.lineage.withRelatives(parsed, question);
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
  info: GraphQLResolveInfo,
) {
  const hasEdges = info.fieldNodes.some((field) => asksForEdges(field, info));
  const question = questionOf(direction, asked, hasEdges);
  const ahead = cameAlong.get(checkpoint);
  const rows =
    ahead?.direction === direction && ahead.asked === JSON.stringify(asked)
      ? ahead.relatives
      : await hub.store.lineage.relativesOf({ id: checkpoint.id, ...question });
  // Edges name their ends by id; those of the page are at hand.
  for (const { checkpoint: relative } of rows) loaders.checkpoint.prime(relative.id, relative);
  return keysetConnectionOf(rows, question.page, ({ depth, checkpoint: { id } }) => cursorOf(depth, id));
}

function questionOf(direction: Direction, { filter, ...page }: Asked, hasEdges: boolean) {
  return { direction, filter: storedFilter(filter), page: keysetOf(page, 2), hasEdges };
}

interface PageAsked {
  readonly direction: Direction;
  readonly asked: Asked;
  readonly hasEdges: boolean;
}

function onlyPageAsked(info: GraphQLResolveInfo): PageAsked | null {
  const [field, ...others] = info.fieldNodes.flatMap((node) =>
    fieldsIn(node.selectionSet, info).filter(isPage),
  );
  const direction = DIRECTIONS[field?.name.value ?? ''];
  const type = info.schema.getType('Checkpoint');
  if (!field || !direction || others.length > 0 || !isObjectType(type)) return null;
  const definition = type.getFields()[field.name.value];
  if (!definition || isConditional(field)) return null;
  const asked = getArgumentValues(definition, field, info.variableValues) as unknown as Asked;
  return { direction, asked, hasEdges: asksForEdges(field, info) };
}

function isPage({ name }: FieldNode): boolean {
  return Object.hasOwn(DIRECTIONS, name.value);
}

/** Whether the relatives' own edges are selected, under `nodes` or under an `edges { node }` of the connection. */
function asksForEdges(page: FieldNode, info: GraphQLResolveInfo): boolean {
  const below = (field: FieldNode, name: string) =>
    fieldsIn(field.selectionSet, info).filter((one) => one.name.value === name);
  const relatives = [...below(page, 'nodes'), ...below(page, 'edges').flatMap((edge) => below(edge, 'node'))];
  return relatives.some((relative) => below(relative, 'edges').length > 0);
}

function isConditional({ directives = [] }: { readonly directives?: readonly unknown[] }): boolean {
  return directives.length > 0;
}

/** Fields of a selection and of the fragments in it. */
function fieldsIn(set: SelectionSetNode | undefined, info: GraphQLResolveInfo): readonly FieldNode[] {
  return (set?.selections ?? []).flatMap((selection): readonly FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
    return fieldsIn(inner?.selectionSet, info);
  });
}
