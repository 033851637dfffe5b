/** A page of the reference, with the line that says where it comes from. */
export function page(title: string, source: string, blocks: readonly string[]): string {
  const note = `<!-- Generated from ${source} by npm run generate; change that, not this page. -->`;
  return `${[`# ${title}`, note, ...blocks].join('\n\n')}\n`;
}

/** A table; a `|` in a cell would end it. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
