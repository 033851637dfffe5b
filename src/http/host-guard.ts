/** Which Host headers are ours: a page on another name that resolves to us (DNS rebinding) gets nothing. */
export function hostGuard(
  host: string,
  allowedHosts: readonly string[],
): (header: string | undefined) => boolean {
  const names = new Set(['127.0.0.1', 'localhost', '[::1]', host.toLowerCase(), `[${host.toLowerCase()}]`]);
  for (const allowed of allowedHosts) names.add(allowed.toLowerCase());
  return (header) => header !== undefined && names.has(nameOf(header.toLowerCase()));
}

function nameOf(header: string): string {
  return header.startsWith('[') ? header.slice(0, header.indexOf(']') + 1) : (header.split(':')[0] ?? '');
}
