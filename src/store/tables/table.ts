import { DefaultNamingStrategy, EntitySchema, type EntitySchemaOptions } from 'typeorm';
import type { ColumnType } from 'typeorm';

/** Columns are snake_case in SQL and camelCase in code; constraints are named by hand. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

interface TableOptions<Row> extends Pick<EntitySchemaOptions<Row>, 'columns' | 'indices'> {
  readonly references?: readonly Reference[];
}

interface Reference {
  readonly columns: readonly string[];
  readonly table: string;
  readonly keys: readonly string[];
}

/** An EntitySchema with foreign keys by table name; no relations, no cascades. */
export function table<Row>(name: string, options: TableOptions<Row>): EntitySchema<Row> {
  return new EntitySchema<Row>({
    name,
    tableName: name,
    columns: options.columns,
    indices: options.indices ?? [],
    foreignKeys: (options.references ?? []).map((reference) => ({
      name: `${name}_${reference.columns.join('_').replaceAll(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}_fk`,
      target: reference.table,
      columnNames: [...reference.columns],
      referencedColumnNames: [...reference.keys],
    })),
  });
}

interface ColumnRest {
  readonly nullable?: true;
  readonly default?: number | (() => string);
}

function column(type: ColumnType) {
  return (rest: ColumnRest = {}) => ({ type, ...rest });
}

export const text = column('text');
export const bigint = column('bigint');
export const integer = column('integer');
export const smallint = column('smallint');
export const jsonb = column('jsonb');
export const bytea = column('bytea');
export const uuid = column('uuid');
export const moment = column('timestamptz');
export const boolean = column('boolean');
export const double = column('double precision');
export const bigintArray = () => ({ type: 'bigint' as const, array: true });
export const smallintArray = () => ({ type: 'smallint' as const, array: true });
export const textArray = () => ({ type: 'text' as const, array: true });
export const words = column('tsvector');

export function primary(
  type: 'text' | 'bigint' | 'integer' | 'smallint' | 'uuid' | 'bytea' | 'timestamptz',
  name: string,
) {
  return { type, primary: true, primaryKeyConstraintName: `${name}_pk` };
}

export function generatedId(name: string) {
  return { ...primary('bigint', name), generated: 'increment' as const };
}
