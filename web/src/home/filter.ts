/** What the address says of a search; each field is its own parameter. */
export const FIELDS = ['text', 'task', 'use', 'fits', 'level', 'license', 'kind', 'owner'] as const;
export type Filter = Partial<Record<(typeof FIELDS)[number], string>>;

export function filterOf(address: URLSearchParams): Filter {
  const filter: Filter = {};
  for (const field of FIELDS) {
    const value = address.get(field)?.trim();
    if (value) filter[field] = value;
  }
  return filter;
}

/** The same as the hub is asked; without any, what is published here. */
export function askedFilter(filter: Filter): Readonly<Record<string, unknown>> {
  if (Object.keys(filter).length === 0) return { isPublished: true };
  const { use, fits, level, ...same } = filter;
  const gigabytes = Number(fits);
  return {
    ...same,
    ...(use !== undefined && { licenseSet: use }),
    ...(gigabytes > 0 && { fitsBytes: Math.floor(gigabytes * 1e9) }),
    ...(level !== undefined && { minLevel: level }),
  };
}
