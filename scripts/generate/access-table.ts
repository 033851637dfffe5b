import type { GraphQLField, GraphQLObjectType } from 'graphql';
import { mergedSchema } from '../../src/graphql/sdl.ts';

const FILE = 'src/graphql/generated/access-table.ts';
const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** One row for each root field, from its @access directive; a field without one gets no row and is refused. */
export async function accessTable(): Promise<Map<string, string>> {
  const schema = await mergedSchema();
  const types = ROOTS.map((name) => schema.getType(name)).filter((type) => type !== undefined);
  const rows = types.flatMap((type) => rowsOf(type as GraphQLObjectType));
  const content = [
    '/* Generated from the @access directives of schema/*.graphql by npm run generate. */',
    "import type { Role, Scope } from '../../attestation/role.ts';",
    '',
    'export const accessTable: Readonly<Record<string, { readonly scope: Scope; readonly role: Role | null }>> = {',
    ...rows,
    '};',
    '',
  ];
  return new Map([[FILE, content.join('\n')]]);
}

function rowsOf(type: GraphQLObjectType): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const access = accessOf(field);
    if (!access) return [];
    const role = access.role === null ? 'null' : `'${access.role}'`;
    return [`  '${type.name}.${field.name}': { scope: '${access.scope}', role: ${role} },`];
  });
}

/** What the field's @access says; null for a field without one. */
export function accessOf(
  field: GraphQLField<unknown, unknown>,
): { scope: string; role: string | null } | null {
  const access = field.astNode?.directives?.find((directive) => directive.name.value === 'access');
  const valueOf = (name: string) => {
    const value = access?.arguments?.find((argument) => argument.name.value === name)?.value;
    return value?.kind === 'EnumValue' ? value.value : null;
  };
  const scope = valueOf('scope');
  return scope === null ? null : { scope, role: valueOf('role') };
}
