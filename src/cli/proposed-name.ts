import { stat } from 'node:fs/promises';
import path from 'node:path';

/** The model's name where nobody says one: the folder's, or the file's without its ending, in the signs that names have. */
export async function proposedName(input: string): Promise<string> {
  const whole = path.basename(path.resolve(input));
  const isFolder = (await stat(input).catch(() => null))?.isDirectory() ?? false;
  // A folder has no ending: `llama-3.1` is no `llama-3`.
  const base = isFolder ? whole : whole.replace(/\.[A-Za-z0-9]{1,12}$/, '');
  const name = base.replaceAll(/[^A-Za-z0-9._]+/g, '-').replaceAll(/\.{2,}/g, '.');
  return name.replaceAll(/^[-._]+|[-._]+$/g, '') || 'model';
}
