import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as operationsPlugin from '@graphql-codegen/typescript-operations';
import {
  concatAST,
  Kind,
  parse,
  print,
  Source,
  stripIgnoredCharacters,
  validate,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { createRequest, stringifyDocument } from 'urql';
import { mergedSchema, mergedSdl } from '../../src/graphql/sdl.ts';

/*
 * program   what asks a hub: its questions stand in a folder of .graphql files, and become one typed module
 */
interface Program {
  readonly folder: string;
  readonly file: string;
  /** Where its `TypedDocument` stands, as its module sees it. */
  readonly typed: string;
  /** The type of JSON in answers. */
  readonly json: string;
  /** The text as its client sends it; urql prints anew. */
  readonly sent: (text: string) => string;
}

const PROGRAMS: readonly Program[] = [
  {
    folder: 'src/client/operations',
    file: 'src/client/generated/operations.ts',
    typed: '../typed-document.ts',
    json: '../../import/reported/reported-record.ts#Json',
    sent: stripIgnoredCharacters,
  },
  {
    folder: 'web/src/operations',
    file: 'web/src/generated/operations.ts',
    typed: '../hub/typed-document.ts',
    json: 'unknown',
    sent: (text) => stringifyDocument(createRequest(text, {}).query),
  },
];

/** A named question with the fragments it uses, as it is sent. */
interface Operation {
  readonly name: string;
  readonly type: string;
  readonly body: string;
}

/** For each program a module with every question as a text that knows its types, and the types; and a list of them all. */
export async function operations(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const all: Operation[] = [];
  for (const program of PROGRAMS) {
    const document = await documentIn(program.folder);
    const own = operationsOf(document, program.sent);
    files.set(program.file, await moduleOf(document, own, program));
    all.push(...own);
  }
  return files.set(MANIFEST, manifestOf(all));
}

const MANIFEST = 'schema/operations.json';

/** The list in the form that Apollo's tools write and read. */
function manifestOf(all: readonly Operation[]): string {
  const listed = all.map(({ name, type, body }) => ({ id: sha256(body), name, type, body }));
  const twice = listed.find(({ name }, i) => listed.findIndex((other) => other.name === name) !== i);
  if (twice) throw new Error(`two questions are called ${twice.name}; a log could not tell them apart`);
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: listed };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function documentIn(folder: string): Promise<DocumentNode> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.graphql')).toSorted();
  const sources = names.map(async (name) => {
    const file = path.posix.join(folder, name);
    return parse(new Source(await readFile(file, 'utf8'), file));
  });
  const document = concatAST(await Promise.all(sources));
  const problems = validate(await mergedSchema(), document);
  if (problems.length > 0) throw new Error(problems.map(String).join('\n\n'));
  return document;
}

async function moduleOf(
  document: DocumentNode,
  own: readonly Operation[],
  { file, typed, json }: Program,
): Promise<string> {
  const types = await codegen({
    filename: file,
    schema: await mergedSdl(),
    schemaAst: await mergedSchema(),
    documents: [{ location: file, document }],
    plugins: [{ operations: {} }],
    pluginMap: { operations: operationsPlugin },
    config: {
      immutableTypes: true,
      useTypeImports: true,
      emitLegacyCommonJSImports: false,
      skipTypename: true,
      arrayInputCoercion: false,
      inlineFragmentTypes: 'inline',
      omitOperationSuffix: true,
      operationResultSuffix: 'Answer',
      namingConvention: 'keep',
      // As JSON carries them.
      scalars: {
        ID: 'string',
        Digest: 'string',
        DateTime: 'string',
        BigInt: 'number',
        JSON: { input: 'unknown', output: json },
      },
    },
  });
  const documents = own.map(
    ({ name, body }) =>
      `export const ${constantOf(name)} = ${JSON.stringify(body)} as TypedDocument<${name}Answer, ${name}Variables>;\n`,
  );
  return [
    '/* Generated from the .graphql files of this program by npm run generate. */\n',
    `import type { TypedDocument } from '${typed}';\n`,
    `${types}\n`,
    ...documents,
  ].join('');
}

/** Each operation with exactly the fragments that it uses. */
function operationsOf(document: DocumentNode, sent: Program['sent']): readonly Operation[] {
  const fragments = new Map(
    document.definitions
      .filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  return document.definitions
    .filter((each) => each.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const { name, type, text } = operationWith(operation, fragments);
      return { name, type, body: sent(text) };
    });
}

function operationWith(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
) {
  const name = operation.name?.value;
  if (name === undefined) throw new Error(`an operation without a name: ${print(operation)}`);
  const used = new Set<FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode): unknown =>
    visit(node, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value);
        if (!fragment || used.has(fragment)) return;
        used.add(fragment);
        collect(fragment);
      },
    });
  collect(operation);
  return { name, type: operation.operation, text: [operation, ...used].map(print).join('\n\n') };
}

function constantOf(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
