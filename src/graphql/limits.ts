import {
  getNamedType,
  GraphQLError,
  isInterfaceType,
  isObjectType,
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { costTable } from './generated/cost-table.ts';

/** Sized by the widest query of our own page, times two. */
export const limits = {
  tokensMax: 2000,
  depthMax: 10,
  aliasesMax: 30,
  rootFieldsMax: 20,
  directivesMax: 20,
  /** Twice what fits into the tokens: only fragments spread again and again have more. */
  selectionsMax: 4000,
  costMax: 20_000,
} as const;

/** Where a selection stands: in what type, how deep, how often at most, and inside of which fragments. */
interface Place {
  readonly type: GraphQLNamedType | undefined;
  readonly depth: number;
  readonly factor: number;
  readonly fragments: readonly string[];
}

interface Tally {
  aliases: number;
  directives: number;
  selections: number;
  cost: number;
}

/** Refuses, before anything runs, a document that is too deep, too wide or too dear. */
export function limitsRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      const tally: Tally = { aliases: 0, directives: 0, selections: 0, cost: 0 };
      const rootFields = countFields(operation.selectionSet);
      const type = context.getSchema().getRootType(operation.operation) ?? undefined;
      const depth = walk(context, operation.selectionSet, tally, {
        type,
        depth: 1,
        factor: 1,
        fragments: [],
      });
      report(context, operation, 'depth', depth, limits.depthMax);
      report(context, operation, 'root fields', rootFields, limits.rootFieldsMax);
      report(context, operation, 'aliases', tally.aliases, limits.aliasesMax);
      report(context, operation, 'directives', tally.directives, limits.directivesMax);
      report(context, operation, 'selections', tally.selections, limits.selectionsMax);
      report(context, operation, 'cost', tally.cost, limits.costMax);
      costs.set(operation, tally.cost);
    },
  };
}

/** Of operations that this rule has seen; those refused cost nothing, for they do not run. */
const costs = new WeakMap<OperationDefinitionNode, number>();

/** What an operation costs, as an answer tells it. */
export function costOf(operation: OperationDefinitionNode | null | undefined) {
  const requested = operation && costs.get(operation);
  return requested === undefined || requested === null ? null : { requested, max: limits.costMax };
}

// Cost is the number of objects a page may hold at most, every `first` multiplying what lies below it, and what fields with
// `@cost` take beside.
function walk(context: ValidationContext, set: SelectionSetNode, tally: Tally, place: Place): number {
  let deepest = place.depth;
  for (const selection of set.selections) {
    tally.directives += selection.directives?.length ?? 0;
    tally.selections += 1;
    if (tally.selections > limits.selectionsMax || tally.cost > limits.costMax) return deepest;
    if (selection.kind === 'Field') {
      if (isIntrospection(selection)) continue;
      if (selection.alias) tally.aliases += 1;
      tally.cost += place.factor * weightOf(selection, place.type);
      if (!selection.selectionSet) continue;
      const factor = Math.min(place.factor * firstOf(selection), limits.costMax + 1);
      tally.cost += factor;
      const below = { ...place, type: typeBelow(selection, place.type), depth: place.depth + 1, factor };
      deepest = Math.max(deepest, walk(context, selection.selectionSet, tally, below));
      continue;
    }
    const fragment =
      selection.kind === 'InlineFragment'
        ? selection
        : spreadOf(context, selection.name.value, place.fragments);
    if (!fragment) continue;
    const fragments = 'name' in fragment ? [...place.fragments, fragment.name.value] : place.fragments;
    const { typeCondition } = fragment;
    const type = typeCondition ? context.getSchema().getType(typeCondition.name.value) : place.type;
    deepest = Math.max(deepest, walk(context, fragment.selectionSet, tally, { ...place, type, fragments }));
  }
  return deepest;
}

function weightOf({ name }: FieldNode, type: GraphQLNamedType | undefined): number {
  return (type && costTable[`${type.name}.${name.value}`]) ?? 0;
}

// A field that is not there is another rule's to report.
function typeBelow({ name }: FieldNode, type: GraphQLNamedType | undefined): GraphQLNamedType | undefined {
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const field = type.getFields()[name.value];
  return field && getNamedType(field.type);
}

// A fragment inside itself is another rule's to report; here it only must not loop.
function spreadOf(
  context: ValidationContext,
  name: string,
  fragments: readonly string[],
): FragmentDefinitionNode | null {
  return fragments.includes(name) ? null : (context.getFragment(name) ?? null);
}

function isIntrospection(field: FieldNode): boolean {
  return field.name.value.startsWith('__');
}

function firstOf(field: FieldNode): number {
  const size = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value;
  if (size?.kind === 'IntValue') return Math.max(1, Number(size.value));
  if (size?.kind === 'Variable') return 100;
  return isConnection(field) ? PAGE_UNTOLD : 1;
}

/** The largest page that a connection gives without being told. */
export const PAGE_UNTOLD = 50;

// A connection has nodes, or edges with a node each; the edges of a graph have none.
function isConnection({ selectionSet }: FieldNode): boolean {
  return fieldsOf(selectionSet).some(
    ({ name, selectionSet: below }) =>
      name.value === 'nodes' ||
      (name.value === 'edges' && fieldsOf(below).some((field) => field.name.value === 'node')),
  );
}

function fieldsOf(set: SelectionSetNode | undefined): readonly FieldNode[] {
  return (set?.selections ?? []).filter((selection) => selection.kind === 'Field');
}

function countFields(set: SelectionSetNode): number {
  return set.selections.length;
}

function report(
  context: ValidationContext,
  operation: OperationDefinitionNode,
  what: string,
  received: number,
  max: number,
): void {
  if (received <= max) return;
  const message = `the query’s ${what} is too large: at most ${max}, received ${received}`;
  context.reportError(
    new GraphQLError(message, { nodes: operation, extensions: { code: 'GRAPHQL_QUERY_TOO_LARGE' } }),
  );
}
