import { parseSync } from 'oxc-parser';
import path from 'node:path';

/*
 * room      a folder of src/, or main.ts
 * floor     one line of this list: its rooms import themselves and rooms of earlier lines, never each other
 * keeper    the one room that may import a library
 */
const floors: readonly (readonly string[])[] = [
  ['base'],
  ['checkpoint', 'attestation'],
  ['lineage', 'evaluation'],
  ['license', 'bias'],
  ['import'],
  ['telemetry'],
  ['config'],
  ['store', 'weights'],
  ['swarm'],
  ['runner'],
  ['hub'],
  ['peering'],
  ['graphql'],
  ['federation'],
  ['huggingface'],
  ['http'],
  ['client'],
  ['cli'],
  ['main.ts'],
];

/** Rooms without I/O: they get bytes, times and parents passed in. */
const domainRooms = new Set(floors.slice(0, 5).flat());
const domainBuiltins = new Set(['node:crypto', 'node:buffer', 'node:zlib']);

/** A library by its first path segments, and the room that keeps it. */
const keepers: Readonly<Record<string, string>> = {
  canonicalize: 'base',
  h5wasm: 'checkpoint',
  '@scure/base': 'attestation',
  zod: 'attestation',
  'spdx-expression-parse': 'license',
  'spdx-license-ids': 'license',
  'csv-parse': 'import',
  yaml: 'import',
  pino: 'telemetry',
  pg: 'store',
  'pg-copy-streams': 'store',
  typeorm: 'store',
  '@noble/hashes': 'weights',
  'bittorrent-protocol': 'swarm',
  'bittorrent-tracker': 'swarm',
  webtorrent: 'swarm',
  'onnxruntime-node': 'runner',
  'onnxruntime-web': 'runner',
  '@apollo/server': 'graphql',
  '@apollo/subgraph': 'graphql',
  '@graphql-tools/merge': 'graphql',
  dataloader: 'graphql',
  graphql: 'graphql',
  'graphql-jit': 'graphql',
  'graphql-ws': 'graphql',
  '@theguild/federation-composition': 'federation',
  '@graphql-hive/gateway-runtime': 'federation',
  '@graphql-hive/router-runtime': 'federation',
  '@graphql-mesh/transport-http': 'federation',
  '@graphql-mesh/transport-ws': 'federation',
  '@tus/file-store': 'http',
  '@tus/server': 'http',
  'rate-limiter-flexible': 'http',
  ws: 'http',
  'tus-js-client': 'client',
  'cli-progress': 'cli',
  commander: 'cli',
};

/** What tests beside the code may use, whatever their room. */
const testLibraries = new Set(['vitest', 'fast-check', 'ajv']);

/** Folders beside src that a room may read: the numbered migrations are the store's. */
const outside: Readonly<Record<string, string>> = { migrations: 'store' };

/** What a source file does against the rules of rooms, one sentence each; `file` is relative to src/. */
export function roomViolations(file: string, text: string): readonly string[] {
  const room = roomOf(file);
  if (floorOf(room) < 0) return [`${file}: ${room} is no room of the house`];
  return importsOf(file, text).flatMap((specifier) => importViolation(file, room, specifier) ?? []);
}

/** What a source file does against the rules of names and of the environment. */
export function styleViolations(file: string, text: string): readonly string[] {
  const found: string[] = [];
  if (/(^|\/)(utils?|helpers?|common|shared)(\/|\.[a-z.]+$)/.test(file))
    found.push(`${file}: a name that says nothing`);
  if (file.endsWith('.d.ts')) return found;
  const { program, module } = parseSync(file, text);
  if (
    module.staticExports.some(({ entries }) =>
      entries.some(({ exportName }) => ['Default', 'default'].includes(exportName.name ?? exportName.kind)),
    )
  )
    found.push(`${file}: a default export`);
  if (!mayReadEnvironment(file) && readsEnvironment(program)) found.push(`${file}: reads process.env`);
  return found;
}

/** Every module a file names: static, dynamic, type and re-exports alike. */
export function importsOf(file: string, text: string): readonly string[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`);
  const found: string[] = [];
  walk(program, (node) => {
    if (!IMPORTING.has(node.type)) return;
    const source = node['source'] ?? node['argument'] ?? node['expression'];
    const value = (source as { value?: unknown } | null)?.value;
    if (typeof value === 'string') found.push(value);
    else if (source !== null && source !== undefined) found.push('(computed)');
  });
  return found;
}

const IMPORTING = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
  'TSExternalModuleReference',
]);

function importViolation(file: string, room: string, specifier: string): string | null {
  const isTest = file.endsWith('.test.ts');
  if (specifier === '(computed)') return `${file}: imports a computed name`;
  if (specifier.startsWith('.')) return roomToRoom(file, room, specifier);
  if (specifier.startsWith('node:')) {
    if (!domainRooms.has(room) || domainBuiltins.has(specifier) || isTest) return null;
    return `${file}: the domain room ${room} imports ${specifier}`;
  }
  const library = libraryOf(specifier);
  if (isTest && testLibraries.has(library)) return null;
  const keeper = keepers[library];
  if (keeper === undefined) return `${file}: nobody keeps ${library}`;
  return keeper === room ? null : `${file}: ${room} imports ${library}, which ${keeper} keeps`;
}

function roomToRoom(file: string, room: string, specifier: string): string | null {
  const target = path.posix.join(path.posix.dirname(file), specifier);
  if (target.startsWith('../')) {
    const folder = target.split('/')[1] ?? '';
    return outside[folder] === room ? null : `${file}: ${room} imports ${folder}/ beside src`;
  }
  const other = roomOf(target);
  if (other === room) return null;
  const [own, below] = [floorOf(room), floorOf(other)];
  if (below < 0) return `${file}: ${other} is no room of the house`;
  if (below < own) return null;
  return `${file}: ${room} imports ${other}, which is ${below === own ? 'beside' : 'above'} it`;
}

function roomOf(file: string): string {
  return file.split('/')[0] ?? '';
}

function floorOf(room: string): number {
  return floors.findIndex((floor) => floor.includes(room));
}

function libraryOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

// The runner's child checks the one variable its parent must have set, and probes that no others came along;
// its parent looks for prlimit and bwrap where the shell would.
function mayReadEnvironment(file: string): boolean {
  const known = [
    'config/env.ts',
    'runner/open-session.ts',
    'runner/probe-worker.ts',
    'runner/child-command.ts',
  ];
  return known.includes(file) || file.endsWith('.test.ts');
}

function readsEnvironment(program: unknown): boolean {
  let found = false;
  walk(program, (node) => {
    const { object, property } = node as { object?: AstNode; property?: AstNode };
    if (node.type === 'MemberExpression' && object?.['name'] === 'process')
      found ||= property?.['name'] === 'env' || property?.['value'] === 'env';
    // `import { env } from 'node:process'` is another way to it.
    if (node.type === 'ImportDeclaration') found ||= (node['source'] as AstNode)['value'] === 'node:process';
  });
  return found;
}

interface AstNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

function walk(value: unknown, visit: (node: AstNode) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (typeof value === 'object' && value !== null) {
    if (typeof (value as AstNode).type === 'string') visit(value as AstNode);
    for (const item of Object.values(value)) walk(item, visit);
  }
}
