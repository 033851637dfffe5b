import { isList, isObject } from './field.ts';
import type { Json } from './reported-record.ts';

/** The words of JSON Schema draft 7 that the schema of Every Eval Ever uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string | readonly string[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly oneOf?: readonly JsonSchema[];
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly else?: JsonSchema;
}

export interface SchemaProblem {
  readonly path: string;
  readonly expected: string;
  readonly received: Json | undefined;
}

/** The first thing in a value that its schema does not allow; null where it allows all. */
export function schemaProblem(schema: JsonSchema, value: Json): SchemaProblem | null {
  const defs = schema.$defs ?? {};
  return check(schema, value, '$');

  function check(rule: JsonSchema, item: Json, path: string): SchemaProblem | null {
    if (rule.$ref !== undefined) return check(defs[rule.$ref.replace('#/$defs/', '')] ?? {}, item, path);
    return (
      ownProblem(rule, item, path) ??
      membersProblem(rule, item, path) ??
      itemsProblem(rule, item, path) ??
      branchesProblem(rule, item, path)
    );
  }

  function membersProblem(rule: JsonSchema, item: Json, path: string): SchemaProblem | null {
    if (!isObject(item)) return null;
    const absent = rule.required?.find((name) => !Object.hasOwn(item, name));
    if (absent !== undefined) return { path: `${path}.${absent}`, expected: 'a value', received: undefined };
    for (const [name, member] of Object.entries(item)) {
      const known =
        rule.properties && Object.hasOwn(rule.properties, name) ? rule.properties[name] : undefined;
      const found = memberProblem(known ?? rule.additionalProperties ?? true, member, `${path}.${name}`);
      if (found) return found;
    }
    return null;
  }

  function memberProblem(rule: boolean | JsonSchema, item: Json, path: string): SchemaProblem | null {
    if (typeof rule !== 'boolean') return check(rule, item, path);
    return rule ? null : { path, expected: 'no such member', received: item };
  }

  function itemsProblem({ items, minItems = 0 }: JsonSchema, list: Json, path: string): SchemaProblem | null {
    if (!isList(list)) return null;
    if (list.length < minItems)
      return { path, expected: `at least ${minItems} items`, received: list.length };
    if (items === undefined) return null;
    for (const [i, item] of list.entries()) {
      const found = check(items, item, `${path}[${i}]`);
      if (found) return found;
    }
    return null;
  }

  function branchesProblem(rule: JsonSchema, item: Json, path: string): SchemaProblem | null {
    const fits = rule.oneOf?.filter((branch) => check(branch, item, path) === null).length ?? 1;
    if (fits !== 1) return { path, expected: 'exactly one of the forms it may have', received: item };
    if (rule.if === undefined) return null;
    const branch = check(rule.if, item, path) === null ? rule.then : rule.else;
    return branch === undefined ? null : check(branch, item, path);
  }
}

function ownProblem(rule: JsonSchema, item: Json, path: string): SchemaProblem | null {
  const wrong = (expected: string) => ({ path, expected, received: item });
  const types = typeof rule.type === 'string' ? [rule.type] : rule.type;
  if (types && !types.some((type) => isOf(type, item))) return wrong(types.join(' or '));
  if (rule.const !== undefined && rule.const !== item) return wrong(JSON.stringify(rule.const));
  if (rule.enum && !rule.enum.includes(item)) return wrong(JSON.stringify(rule.enum));
  if (typeof item === 'number') {
    if (rule.minimum !== undefined && item < rule.minimum) return wrong(`at least ${rule.minimum}`);
    if (rule.maximum !== undefined && item > rule.maximum) return wrong(`at most ${rule.maximum}`);
  }
  if (rule.pattern !== undefined && typeof item === 'string' && !new RegExp(rule.pattern, 'u').test(item))
    return wrong(`text like ${rule.pattern}`);
  return null;
}

function isOf(type: string, value: Json): boolean {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return isList(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}
