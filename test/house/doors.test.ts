import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { mergedSchema } from '../../src/graphql/sdl.ts';
import { accessTable } from '../../src/graphql/generated/access-table.ts';
import { accessViolations, doorViolations, unionViolations } from './door-rules.ts';

const hub = path.resolve(import.meta.dirname, '../../src/hub');
const acts = readdirSync(hub)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => ({ name, text: readFileSync(path.join(hub, name), 'utf8') }));
const schema = await mergedSchema();

describe('the contract', () => {
  test('has one act for each mutation, and one mutation for each act', () => {
    expect(acts.length).toBeGreaterThan(10);
    expect(doorViolations(schema, acts)).toEqual([]);
  });

  test('says of every root field who may use it', () => {
    expect(accessViolations(schema)).toEqual([]);
  });

  test('lets every mutation answer every kind of no', () => {
    expect(unionViolations(schema)).toEqual([]);
  });

  test('opens no mutation to everybody but the one that joins', () => {
    const open = Object.entries(accessTable).filter(([, { scope }]) => scope === 'PUBLIC');
    const writes = open.map(([field]) => field).filter((field) => field.startsWith('Mutation.'));
    expect(writes).toEqual(['Mutation.redeemInvitation']);
  });
});

describe('a planted violation is reported:', () => {
  const small = buildSchema(`
    directive @access(scope: String) on FIELD_DEFINITION
    type InputRefusal { code: String } type Done { at: String }
    union Answer = Done | InputRefusal
    type Query { open: Int @access(scope: "PUBLIC") closed: Int }
    type Mutation { deleteEverything: Answer! }`);

  test('a mutation without an act', () => {
    expect(doorViolations(small, [])).toEqual([
      'Mutation.deleteEverything has no src/hub/delete-everything.ts',
    ]);
  });

  test('an act under another name, or only as a type', () => {
    for (const text of ['export function remove() {}', 'export type deleteEverything = 1'])
      expect(doorViolations(small, [{ name: 'delete-everything.ts', text }])).toEqual([
        'src/hub/delete-everything.ts does not export deleteEverything',
      ]);
  });

  test('an act without a mutation', () => {
    const right = { name: 'delete-everything.ts', text: 'export async function deleteEverything() {}' };
    const back = { name: 'back-door.ts', text: 'export function backDoor() {}' };
    expect(doorViolations(small, [right, back])).toEqual(['src/hub/back-door.ts is the act of no mutation']);
  });

  test('root fields without @access', () => {
    expect(accessViolations(small)).toEqual([
      'Query.closed has no @access',
      'Mutation.deleteEverything has no @access',
    ]);
  });

  test('a mutation that can’t refuse', () => {
    expect(unionViolations(small)).toEqual([
      'deleteEverything can’t answer PermissionRefusal',
      'deleteEverything can’t answer ConflictRefusal',
      'deleteEverything can’t answer NotFoundRefusal',
    ]);
  });
});
