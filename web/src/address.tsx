import { useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from 'react';

/*
 * address     path and search of the browser's address bar; everything the page shows follows from it
 * reference   what stands after /checkpoint/: `owner/name`, `owner/name@revision`, a digest or a stub's name
 */
export interface Address {
  readonly path: string;
  readonly search: URLSearchParams;
}

export function useAddress(): Address {
  const href = useSyncExternalStore(listen, () => location.pathname + location.search);
  const [path = '/', search = ''] = href.split('?');
  return { path, search: new URLSearchParams(search) };
}

/** Goes to an address of this page without loading the document again. */
export function go(to: string, how: 'PUSH' | 'REPLACE' = 'PUSH'): void {
  if (how === 'PUSH') history.pushState(null, '', to);
  else history.replaceState(null, '', to);
  dispatchEvent(new PopStateEvent('popstate'));
  if (how === 'PUSH') scrollTo(0, 0);
}

/** The reference that a path names, or null for a path without one. */
export function referenceOf(path: string): string | null {
  const encoded = /^\/checkpoint\/(.*)$/.exec(path)?.[1];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

export function checkpointAddress(reference: string, view?: 'lineage'): string {
  const path = reference.split('/').map(escaped).join('/');
  return `/checkpoint/${path}${view ? `?view=${view}` : ''}`;
}

/** The ranking of a benchmark by one metric. */
export function leaderboardAddress(benchmark: string, metric: string, hardship = ''): string {
  const asked = hardship === '' ? { benchmark, metric } : { benchmark, metric, hardship };
  return `/leaderboard?${new URLSearchParams(asked).toString()}`;
}

export function advisoryAddress(logIndex: number): string {
  return `/advisories/${logIndex}`;
}

/** The number of the advisory that a path names, or null. */
export function advisoryOf(path: string): string | null {
  return /^\/advisories\/(\d{1,15})$/.exec(path)?.[1] ?? null;
}

/** What one training scored on a benchmark, step by step. */
export function curveAddress(model: string, benchmark: string, metric: string): string {
  return `/curve?${new URLSearchParams({ model, benchmark, metric }).toString()}`;
}

function escaped(part: string): string {
  return encodeURIComponent(part).replaceAll('%40', '@').replaceAll('%3A', ':');
}

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly to: string;
}

/** A real link, so that it can be opened in a tab, copied and reached by keyboard. */
export function Link({ to, onClick, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const isOurs = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isOurs || event.defaultPrevented) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a {...rest} href={to} onClick={follow}>
      {children}
    </a>
  );
}

function listen(changed: () => void): () => void {
  addEventListener('popstate', changed);
  return () => removeEventListener('popstate', changed);
}
