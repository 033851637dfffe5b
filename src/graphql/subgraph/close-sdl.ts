import {
  Kind,
  visit,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { connectDirectives } from './federation-directives.ts';

/*
 * own       what the served files define or extend
 * borrowed  what they name and other files define: an entity by its first key alone, any other type as it stands
 */

/**
 * The SDL of a subgraph that serves some of the files: with all it borrows from the others, so that it stands by itself
 * and composes with subgraphs that serve those. `whole` is the merged contract.
 */
export function closeSdl(own: DocumentNode, whole: DocumentNode): DocumentNode {
  const known = byName(whole);
  const names = new Set(own.definitions.flatMap((node) => (isExtension(node) ? [] : (nameOf(node) ?? []))));
  const isOwner = (type: string) => names.has(type);
  const kept = new Map<string, DefinitionNode>();
  for (const node of own.definitions) {
    const name = nameOf(node);
    if (name) kept.set(name, ownDefinition(node, known, isOwner));
  }
  for (const [type, fields] of providedFields([...kept.values()])) {
    const entity = kept.get(type) ?? borrowed(known.get(type)!);
    kept.set(type, withFields(entity, externalsOf(known.get(type)!, fields)));
  }
  for (const node of kept.values())
    for (const name of namedIn(node))
      if (!kept.has(name) && known.has(name)) kept.set(name, borrowed(known.get(name)!));
  return connectDirectives([...kept.values()]);
}

/** Definitions by name; a directive's begins with `@`. */
function byName({ definitions }: DocumentNode): ReadonlyMap<string, DefinitionNode> {
  return new Map(definitions.flatMap((node) => (nameOf(node) ? [[nameOf(node)!, node] as const] : [])));
}

function nameOf(node: DefinitionNode): string | null {
  if (node.kind === Kind.DIRECTIVE_DEFINITION) return `@${node.name.value}`;
  return 'name' in node && node.name ? node.name.value : null;
}

function isExtension({ kind }: DefinitionNode): boolean {
  return kind === Kind.OBJECT_TYPE_EXTENSION;
}

/**
 * An extension of another file's entity becomes a type with that entity's first key; Federation 2 knows no other way. What
 * it adds may be null: behind a router this process may be gone, and the entity shall stay.
 */
function ownDefinition(
  node: DefinitionNode,
  known: ReadonlyMap<string, DefinitionNode>,
  isOwner: (type: string) => boolean,
): DefinitionNode {
  const plain = withoutNeedlessProvides(node, isOwner);
  if (plain.kind !== Kind.OBJECT_TYPE_EXTENSION) return plain;
  const entity = borrowed(known.get(plain.name.value)!) as ObjectTypeDefinitionNode;
  const others = plain.directives?.filter(({ name }) => name.value !== 'key') ?? [];
  const directives = [...(entity.directives ?? []), ...others];
  return withFields({ ...entity, directives }, (plain.fields ?? []).map(nullable));
}

function nullable(field: FieldDefinitionNode): FieldDefinitionNode {
  return field.type.kind === Kind.NON_NULL_TYPE ? { ...field, type: field.type.type } : field;
}

// Who serves the entity itself has nothing to provide of it.
function withoutNeedlessProvides(node: DefinitionNode, isOwner: (type: string) => boolean): DefinitionNode {
  return visit(node, {
    FieldDefinition: (field) => ({
      ...field,
      directives: field.directives?.filter(
        ({ name }) => name.value !== 'provides' || !isOwner(namedTypeOf(field)),
      ),
    }),
  });
}

function borrowed(node: DefinitionNode): DefinitionNode {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) return node;
  const key = node.directives?.find(({ name }) => name.value === 'key');
  if (!key) return node;
  const keyFields = (node.fields ?? []).filter(({ name }) => fieldsOf(key).includes(name.value));
  const { kind, name, description } = node;
  return { kind, name, ...(description && { description }), directives: [key], fields: keyFields };
}

/** What fields with @provides answer of entities that another file serves, by type. */
function providedFields(nodes: readonly DefinitionNode[]): ReadonlyMap<string, readonly string[]> {
  const provided = new Map<string, string[]>();
  for (const node of nodes)
    for (const field of fieldsIn(node))
      for (const directive of field.directives ?? [])
        if (directive.name.value === 'provides')
          provided.set(namedTypeOf(field), [
            ...(provided.get(namedTypeOf(field)) ?? []),
            ...fieldsOf(directive),
          ]);
  return provided;
}

function externalsOf(entity: DefinitionNode, names: readonly string[]): readonly FieldDefinitionNode[] {
  return fieldsIn(entity)
    .filter(({ name }) => names.includes(name.value))
    .map((field) => ({ ...field, directives: [EXTERNAL] }));
}

const EXTERNAL: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'external' } };

function withFields(node: DefinitionNode, fields: readonly FieldDefinitionNode[]): DefinitionNode {
  const there = new Set(fieldsIn(node).map(({ name }) => name.value));
  const added = fields.filter(({ name }) => !there.has(name.value));
  return { ...(node as ObjectTypeDefinitionNode), fields: [...fieldsIn(node), ...added] };
}

function fieldsIn(node: DefinitionNode): readonly FieldDefinitionNode[] {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION ? (node.fields ?? []) : [];
}

/** The names in a directive's `fields`. */
function fieldsOf(directive: ConstDirectiveNode): readonly string[] {
  const value = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
  return value?.kind === Kind.STRING ? value.value.split(/\s+/) : [];
}

function namedTypeOf({ type }: FieldDefinitionNode): string {
  let named = type;
  while (named.kind !== Kind.NAMED_TYPE) named = named.type;
  return named.name.value;
}

/** Types and directives that a definition names. */
function namedIn(node: DefinitionNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(node, {
    NamedType: ({ name }) => void names.add(name.value),
    Directive: ({ name }) => void names.add(`@${name.value}`),
  });
  return names;
}
