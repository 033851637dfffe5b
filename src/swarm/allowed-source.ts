/** The hubs that a user named: the one they ask, and peer hubs they pinned. */
export interface NamedHubs {
  readonly hub: string;
  readonly peerHubs?: readonly string[];
}

/**
 * The address that an answer or a torrent gave, if it lies at a hub the user named; null for every other. What lies
 * behind a name is not asked: an address is somewhere else as soon as it reads differently. Addresses without a
 * host are the hub's own.
 */
export function allowedSource(address: string, { hub, peerHubs = [] }: NamedHubs): URL | null {
  if (address.length > CHARS_MAX || !FORM.test(address)) return null;
  if (!PLAIN.test(address) || HIDDEN.test(address)) return null;
  const url = URL.parse(address, hub);
  if (!url || url.username !== '' || url.password !== '' || url.hash !== '') return null;
  const origin = originOf(url);
  const isNamed =
    origin !== null && [hub, ...peerHubs].some((named) => originOf(URL.parse(named)) === origin);
  return isNamed ? url : null;
}

const CHARS_MAX = 2048;
/** A path of the hub, or a whole address: readers differ about all that lies between. */
const FORM = /^(?:\/(?!\/)|[a-z]+:\/\/[^/])/i;
/** What needs no second look: no space, control or other letter, and no backslash, which some read as a slash. */
const PLAIN = /^[!-[\]-~]+$/;
/** NUL and line ends in disguise: they would end a header or a name somewhere behind the hub. */
const HIDDEN = /%0[0ad]/i;

// A hub's tracker is one place, whether HTTP or WebSocket asks it.
function originOf(url: URL | null): string | null {
  const protocol = SCHEMES[url?.protocol ?? ''];
  return url && protocol !== undefined && url.host !== '' ? `${protocol}//${url.host}` : null;
}

const SCHEMES: Readonly<Record<string, string>> = {
  'http:': 'http:',
  'https:': 'https:',
  'ws:': 'http:',
  'wss:': 'https:',
};
