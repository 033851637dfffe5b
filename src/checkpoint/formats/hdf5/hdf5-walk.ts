import { hdf5External, hdf5Malformed, hdf5TooLarge, type Hdf5File } from './hdf5-library.ts';

/** Paths of all datasets, each once; links to elsewhere are refused with `CHECKPOINT_HDF5_EXTERNAL`. */
export async function datasetPaths(file: Hdf5File): Promise<readonly string[]> {
  const walk = { paths: [] as string[], left: OBJECTS_MAX };
  await walkGroup(file, '', 0, walk);
  return walk.paths;
}

/** Models inside models, layers, optimizer slots: about six. A group that holds itself goes on for ever. */
const DEPTH_MAX = 16;
const OBJECTS_MAX = 50_000;
const NAME_CHARACTERS_MAX = 1024;

async function walkGroup(
  file: Hdf5File,
  group: string,
  depth: number,
  walk: { readonly paths: string[]; left: number },
): Promise<void> {
  if (depth > DEPTH_MAX) throw hdf5Malformed(`groups nested at most ${DEPTH_MAX} deep`, 'deeper ones');
  const names = await file.call((module, id) => module.get_names(id, group === '' ? '/' : group, false));
  for (const name of names) {
    if (walk.left-- === 0) throw hdf5TooLarge(`${OBJECTS_MAX} objects`, 'more');
    const path = `${group}/${name}`;
    if (path.length > NAME_CHARACTERS_MAX)
      throw hdf5TooLarge(`${NAME_CHARACTERS_MAX} characters a name`, 'more');
    const kind = await kindOf(file, path);
    if (kind === 'DATASET') walk.paths.push(path);
    if (kind === 'GROUP') await walkGroup(file, path, depth + 1, walk);
  }
}

/** A soft link to something here is another name of it, and counted there. */
async function kindOf(file: Hdf5File, path: string): Promise<Kind> {
  const [type, target] = await file.call((module, id) => {
    const kinds = new Map<number, Kind>([
      [module.H5G_GROUP, 'GROUP'],
      [module.H5G_DATASET, 'DATASET'],
      [module.H5G_LINK, 'DANGLING'],
      [module.H5G_UDLINK, 'ELSEWHERE'],
    ]);
    const link: unknown = module.get_symbolic_link(id, path);
    return [kinds.get(module.get_type(id, path)) ?? 'OTHER', link] as const;
  });
  const shown = path.slice(0, 100);
  if (type === 'ELSEWHERE') throw hdf5External('a link to another file', shown);
  if (type === 'DANGLING') throw hdf5External('a link to nothing in this file', shown);
  return typeof target === 'string' ? 'OTHER' : type;
}

type Kind = 'GROUP' | 'DATASET' | 'DANGLING' | 'ELSEWHERE' | 'OTHER';
