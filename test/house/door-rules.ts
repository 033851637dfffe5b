import { isObjectType, type GraphQLSchema } from 'graphql';
import { parseSync } from 'oxc-parser';

/** An act's file, as the text it has. */
export interface ActFile {
  /** The name in src/hub/, such as `publish-checkpoint.ts`. */
  readonly name: string;
  readonly text: string;
}

/** Mutations without their act, and acts without their mutation. */
export function doorViolations(schema: GraphQLSchema, acts: readonly ActFile[]): readonly string[] {
  const fields = Object.keys(schema.getMutationType()?.getFields() ?? {});
  const byName = new Map(acts.map((act) => [act.name, act]));
  const found = fields.flatMap((field) => actViolation(field, byName.get(`${kebab(field)}.ts`)) ?? []);
  const known = new Set(fields.map((field) => `${kebab(field)}.ts`));
  const closed = acts.filter(({ name }) => !known.has(name));
  return [...found, ...closed.map(({ name }) => `src/hub/${name} is the act of no mutation`)];
}

function actViolation(field: string, act: ActFile | undefined): string | null {
  if (!act) return `Mutation.${field} has no src/hub/${kebab(field)}.ts`;
  const names = parseSync(act.name, act.text).module.staticExports.flatMap(({ entries }) =>
    entries.filter(({ isType }) => !isType).map(({ exportName }) => exportName.name),
  );
  return names.includes(field) ? null : `src/hub/${act.name} does not export ${field}`;
}

/** Root fields without an @access directive: nobody could use them. */
export function accessViolations(schema: GraphQLSchema): readonly string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) =>
    Object.values(root?.getFields() ?? {})
      .filter(({ name }) => !name.startsWith('_'))
      .filter(({ astNode }) => !astNode?.directives?.some(({ name }) => name.value === 'access'))
      .map(({ name }) => `${root?.name}.${name} has no @access`),
  );
}

/** Mutations that answer an expected no as an error: each gives a union with all four refusals. */
export function unionViolations(schema: GraphQLSchema): readonly string[] {
  const refusals = ['InputRefusal', 'PermissionRefusal', 'ConflictRefusal', 'NotFoundRefusal'];
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, type }) => {
    const union = schema.getType(String(type).replace('!', ''));
    const members =
      union && 'getTypes' in union
        ? union
            .getTypes()
            .filter(isObjectType)
            .map((member) => member.name)
        : [];
    return refusals
      .filter((refusal) => !members.includes(refusal))
      .map((refusal) => `${name} can’t answer ${refusal}`);
  });
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
