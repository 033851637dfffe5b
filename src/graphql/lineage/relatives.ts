import {
  getArgumentValues,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
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
  /** The one field that asks for them. */
  readonly field: FieldNode;
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
  const { plan, asked } = page;
  const { direction, hasEdges } = plan;
  const filter = storedFilter(asked.filter);
  const question = { direction, filter, page: keysetOf(asked, 2), hasEdges };
  const found = await hub.store.lineage.withRelatives(parsed, question);
  if (!found) return null;
  const { checkpoint, relatives } = found;
  loaders.checkpoint.prime(checkpoint.id, checkpoint);
  cameAlong.set(checkpoint, { field: plan.field, relatives });
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
  const page = keysetOf(asked, 2);
  const ahead = cameAlong.get(checkpoint);
  const rows =
    ahead && info.fieldNodes.includes(ahead.field)
      ? ahead.relatives
      : await hub.store.lineage.relativesOf({
          id: checkpoint.id,
          direction,
          filter: storedFilter(asked.filter),
          page,
          hasEdges: info.fieldNodes.some((field) => asksForEdges(field, info)),
        });
  // Edges name their ends by id; those of the page are at hand.
  for (const { checkpoint: relative } of rows) loaders.checkpoint.prime(relative.id, relative);
  return keysetConnectionOf(rows, page, ({ depth, checkpoint: { id } }) => cursorOf(depth, id));
}

function onlyPageAsked(info: GraphQLResolveInfo): { plan: Plan; asked: Asked } | null {
  const plan = planOf(info);
  if (!plan) return null;
  const asked = getArgumentValues(plan.definition, plan.field, info.variableValues) as unknown as Asked;
  return { plan, asked };
}

/** What a question's text says of its page, whatever its variables are. */
interface Plan {
  readonly direction: Direction;
  readonly field: FieldNode;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly hasEdges: boolean;
}

/** A text that is asked again is the same nodes again; they belong to one document, and so do its fragments. */
const plans = new WeakMap<FieldNode, Plan | null>();

function planOf(info: GraphQLResolveInfo): Plan | null {
  const [node, ...others] = info.fieldNodes;
  if (!node || others.length > 0) return makePlan(info);
  const known = plans.get(node);
  if (known !== undefined) return known;
  const plan = makePlan(info);
  plans.set(node, plan);
  return plan;
}

function makePlan(info: GraphQLResolveInfo): Plan | null {
  const [field, ...others] = info.fieldNodes.flatMap((node) =>
    fieldsIn(node.selectionSet, info).filter(isPage),
  );
  const direction = DIRECTIONS[field?.name.value ?? ''];
  const type = info.schema.getType('Checkpoint');
  if (!field || !direction || others.length > 0 || !isObjectType(type)) return null;
  const definition = type.getFields()[field.name.value];
  if (!definition || isConditional(field)) return null;
  return { direction, field, definition, hasEdges: asksForEdges(field, info) };
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
