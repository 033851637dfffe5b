import { readFile } from 'node:fs/promises';

/** The `license:` of a model card's YAML front matter, as Hugging Face cards carry it; null when absent. */
export async function licenseOfCard(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8');
  const frontMatter = /^---\r?\n([\s\S]{0,20000}?)\r?\n---/.exec(text)?.[1] ?? '';
  const line = /^license:\s*["']?([^"'#\r\n]{1,200}?)["']?\s*$/m.exec(frontMatter);
  return line?.[1]?.trim() || null;
}
