import {
  GraphQLError,
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

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
      const depth = walk(context, operation.selectionSet, tally, 1, 1, []);
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

// Cost is the number of objects a page may hold at most: every `first` multiplies what lies below it.
function walk(
  context: ValidationContext,
  set: SelectionSetNode,
  tally: Tally,
  depth: number,
  factor: number,
  fragments: readonly string[],
): number {
  let deepest = depth;
  for (const selection of set.selections) {
    tally.directives += selection.directives?.length ?? 0;
    tally.selections += 1;
    if (tally.selections > limits.selectionsMax || tally.cost > limits.costMax) return deepest;
    if (selection.kind === 'Field') {
      if (isIntrospection(selection)) continue;
      if (selection.alias) tally.aliases += 1;
      if (!selection.selectionSet) continue;
      const below = Math.min(factor * firstOf(selection), limits.costMax + 1);
      tally.cost += below;
      deepest = Math.max(deepest, walk(context, selection.selectionSet, tally, depth + 1, below, fragments));
      continue;
    }
    const fragment =
      selection.kind === 'InlineFragment' ? selection : spreadOf(context, selection.name.value, fragments);
    if (!fragment) continue;
    const inside = 'name' in fragment ? [...fragments, fragment.name.value] : fragments;
    deepest = Math.max(deepest, walk(context, fragment.selectionSet, tally, depth, factor, inside));
  }
  return deepest;
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
const PAGE_UNTOLD = 50;

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
