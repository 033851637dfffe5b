import { PAGE_UNTOLD } from '../limits.ts';
import {
  Kind,
  parse,
  visit,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
} from 'graphql';

/** Federation's own directives by name, as far as the contract uses them. */
const IMPORTED = ['key', 'shareable', 'provides', 'external', 'tag', 'cost', 'listSize'];

/**
 * Definitions with one @link that imports what they use, and with what routers need to judge a question: @listSize on
 * every field that takes a page's size, and the tag `public` on what needs no token, for contracts of a supergraph.
 */
export function connectDirectives(nodes: readonly DefinitionNode[]): DocumentNode {
  const connections = new Map(nodes.map((node) => [nodeName(node), sizedFieldsOf(node)]));
  const definitions = nodes.map((node) =>
    visit(node, {
      FieldDefinition: (field) => ({
        ...field,
        directives: [...(field.directives ?? []), ...listSizeOf(field, connections), ...tagOf(field)],
      }),
    }),
  );
  const used = new Set<string>();
  for (const node of definitions) visit(node, { Directive: ({ name }) => void used.add(name.value) });
  const names = IMPORTED.filter((name) => used.has(name)).map((name) => `"@${name}"`);
  const link = `extend schema @link(url: "${FEDERATION}", import: [${names.join(', ')}])`;
  return { kind: Kind.DOCUMENT, definitions: [...parse(link).definitions, ...definitions] };
}

const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';

function nodeName(node: DefinitionNode): string {
  return 'name' in node && node.name ? node.name.value : '';
}

/** The lists of a connection: its pages' rows, which `first` bounds. */
function sizedFieldsOf(node: DefinitionNode): readonly string[] {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION || !node.name.value.endsWith('Connection')) return [];
  return (node.fields ?? []).map(({ name }) => name.value).filter((name) => LISTS.includes(name));
}

const LISTS = ['edges', 'nodes'];

function listSizeOf(
  { arguments: parameters = [], type }: FieldDefinitionNode,
  connections: ReadonlyMap<string, readonly string[]>,
): readonly ConstDirectiveNode[] {
  const paging = parameters.filter(({ name }) => SIZES.includes(name.value));
  const sizes = paging.map(({ name }) => name.value);
  if (sizes.length === 0) return [];
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  const sized = named.kind === Kind.NAMED_TYPE ? (connections.get(named.name.value) ?? []) : [];
  const isList = named.kind === Kind.LIST_TYPE;
  if (!isList && sized.length === 0) return [];
  const lists = sized.length > 0 ? `, sizedFields: ${JSON.stringify(sized)}` : '';
  // The page of a connection without a size counts as the hub counts it.
  const isTold = paging.some(
    ({ type: asked, defaultValue }) => defaultValue ?? asked.kind === Kind.NON_NULL_TYPE,
  );
  const assumed = isTold || sized.length === 0 ? '' : `, assumedSize: ${PAGE_UNTOLD}`;
  const slicing = `slicingArguments: ${JSON.stringify(sizes)}${lists}${assumed}`;
  return directive(`@listSize(${slicing}, requireOneSlicingArgument: false)`);
}

const SIZES = ['first', 'last'];

function tagOf({ directives = [] }: FieldDefinitionNode): readonly ConstDirectiveNode[] {
  const access = directives.find(({ name }) => name.value === 'access');
  const scope = access?.arguments?.find(({ name }) => name.value === 'scope')?.value;
  return scope?.kind === Kind.ENUM && scope.value === 'PUBLIC' ? directive('@tag(name: "public")') : [];
}

function directive(text: string): readonly ConstDirectiveNode[] {
  const [type] = parse(`scalar S ${text}`).definitions;
  return type && 'directives' in type ? ((type.directives ?? []) as readonly ConstDirectiveNode[]) : [];
}
