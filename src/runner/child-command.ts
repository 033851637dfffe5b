import { accessSync, constants } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { basename, delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { invariant } from '../base/errors.ts';
import { NO_GPU, type GpuAccess } from './gpu-access.ts';
import type { Limits } from './limits.ts';
import type { WorkFolder } from './work-folder.ts';

/** `bwrap`: namespaces of its own, sees only what it needs. `process`: limits at most, the machine in view. */
export type SandboxLevel = 'bwrap' | 'process';

/** The programs of this machine that contain a child; null where it has none. */
export interface SandboxTools {
  readonly bwrap: string | null;
  readonly prlimit: string | null;
}

/** How to start a child, and where it finds its files. */
export interface ChildCommand {
  readonly argv: readonly string[];
  readonly modelFile: string;
  readonly datasetFile: string;
  readonly itemsFile: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The child's whole environment. PATH is fixed, so that nothing of the operator's is told. */
export const CHILD_ENVIRONMENT = { PATH: '/usr/bin:/bin', ORT_DISABLE_TELEMETRY: '1' } as const;

export function findTools(path = process.env['PATH'] ?? ''): SandboxTools {
  const find = (name: string) =>
    path
      .split(delimiter)
      .map((folder) => join(folder, name))
      .find(isProgram) ?? null;
  return process.platform === 'linux'
    ? { bwrap: find('bwrap'), prlimit: find('prlimit') }
    : { bwrap: null, prlimit: null };
}

/** The command line of one child at one level; `program` is a script for Node. */
export function childCommand(
  level: SandboxLevel,
  tools: SandboxTools,
  job: {
    readonly program: string;
    readonly folder: WorkFolder;
    readonly limits: Limits;
    readonly fileBytesMax: number;
    readonly gpu?: GpuAccess;
    /** Where compiled code of our own lies; only a child that sees no model may add to it. */
    readonly compiled?: { readonly folder: string; readonly isWritable: boolean } | null;
  },
): ChildCommand {
  const { gpu = NO_GPU, compiled = null } = job;
  const limited = limitArguments(tools, job.limits, Math.max(job.fileBytesMax, gpu.fileBytesMin));
  const { modelFile, datasetFile, itemsFile } = job.folder;
  const outer = { ...CHILD_ENVIRONMENT, ...gpu.env };
  // Nothing there keeps one child from writing what the next one runs, so each compiles for itself.
  if (level === 'process')
    return {
      argv: [...limited, process.execPath, job.program],
      modelFile,
      datasetFile,
      itemsFile,
      env: outer,
    };
  const env = compiled ? { ...outer, NODE_COMPILE_CACHE: COMPILED } : outer;
  invariant(tools.bwrap !== null, 'bwrap is only chosen where it was found');
  return {
    argv: [
      ...limited,
      tools.bwrap,
      ...bwrapArguments(job.program, job.folder, gpu, env),
      ...(compiled ? [compiled.isWritable ? '--bind' : '--ro-bind', compiled.folder, COMPILED] : []),
      ...words('--remount-ro /dev --remount-ro / --chdir /work/empty --'),
      '/app/node',
      insideOf(job.program),
    ],
    ...INSIDE,
    env: outer,
  };
}

const INSIDE = {
  modelFile: '/work/model/model.onnx',
  datasetFile: '/work/data/dataset.safetensors',
  itemsFile: '/work/items.safetensors',
} as const;

const COMPILED = '/app/compiled';

function limitArguments({ prlimit }: SandboxTools, limits: Limits, fileBytesMax: number): readonly string[] {
  if (prlimit === null) return [];
  return [
    prlimit,
    '--core=0',
    `--nofile=${limits.openFiles}`,
    `--fsize=${fileBytesMax}`,
    `--cpu=${limits.cpuSeconds}`,
    `--data=${limits.memoryBytes}`,
    '--',
  ];
}

function bwrapArguments(
  program: string,
  folder: WorkFolder,
  gpu: GpuAccess,
  env: Readonly<Record<string, string>>,
): readonly string[] {
  return [
    ...words('--unshare-all --die-with-parent --new-session --clearenv --cap-drop ALL'),
    ...words('--uid 65534 --gid 65534 --hostname runner'),
    ...Object.entries(env).flatMap(([name, value]) => ['--setenv', name, value]),
    ...SYSTEM_FOLDERS.flatMap((path) => ['--ro-bind-try', path, path]),
    ...words(`--proc /proc --dev /dev --size ${TEMPORARY_BYTES} --tmpfs /tmp --dir /work/empty`),
    ...gpu.devices.flatMap((path) => ['--dev-bind', path, path]),
    ...gpu.files.flatMap((path) => readOnly(path, path)),
    ...readOnly(process.execPath, '/app/node'),
    ...readOnly(roomsFolder, '/app/src'),
    ...readOnly(packageFile('heirloom'), '/app/package.json'),
    ...packageFolders().flatMap(({ name, path }) => readOnly(path, `/app/node_modules/${name}`)),
    ...(isOurs(program) ? [] : readOnly(program, insideOf(program))),
    ...readOnly(folder.modelFile, INSIDE.modelFile),
    ...readOnly(folder.datasetFile, INSIDE.datasetFile),
    // The one thing it may change on this machine, and RLIMIT_FSIZE bounds it.
    '--bind',
    folder.itemsFile,
    INSIDE.itemsFile,
  ];
}

function words(text: string): readonly string[] {
  return text.split(' ');
}

function readOnly(path: string, inside: string): readonly string[] {
  return ['--ro-bind', path, inside];
}

// Shared libraries, and what the runtime reads to choose its kernels; no programs, no settings, no homes.
const SYSTEM_FOLDERS = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/sys/devices/system/cpu'];
/** Room for what a runtime may put into /tmp; it counts as memory. */
const TEMPORARY_BYTES = 16 << 20;

/** The folder of all rooms: `src` in the repository, its compiled twin in the published package. */
const roomsFolder = dirname(import.meta.dirname);

function isOurs(program: string): boolean {
  return !relative(roomsFolder, program).startsWith('..');
}

function insideOf(program: string): string {
  return isOurs(program) ? join('/app/src', relative(roomsFolder, program)) : join('/app', basename(program));
}

/** What the child's rooms import, wherever npm put it. */
function packageFolders(): readonly { name: string; path: string }[] {
  const runtime = packageFile('onnxruntime-node');
  return [
    { name: 'onnxruntime-node', path: dirname(runtime) },
    { name: 'onnxruntime-common', path: dirname(packageFile('onnxruntime-common', runtime)) },
    { name: 'onnxruntime-web', path: dirname(packageFile('onnxruntime-web')) },
    { name: 'canonicalize', path: dirname(packageFile('canonicalize')) },
  ];
}

/** The package.json of a package as `from` finds it; our own for our own name. Loads nothing. */
export function packageFile(name: string, from: string = fileURLToPath(import.meta.url)): string {
  const found = findPackageJSON(name === 'heirloom' ? '.' : name, pathToFileURL(from));
  invariant(found !== undefined, `the package ${name} is installed`);
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
