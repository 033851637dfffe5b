import { readdir } from 'node:fs/promises';

const folder = new URL('../../src/client/documents/', import.meta.url);
const modules = await Promise.all(
  (await readdir(folder)).map(
    (file) => import(new URL(file, folder).href) as Promise<Record<string, unknown>>,
  ),
);

/** Every question that the program asks a hub, by its name. */
export const clientDocuments: readonly (readonly [string, string])[] = modules
  .flatMap((module) => Object.entries(module))
  .flatMap(([name, text]) =>
    typeof text === 'string' && /^(query|mutation|subscription)\b/.test(text) ? [[name, text] as const] : [],
  );
