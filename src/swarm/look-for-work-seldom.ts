import type { Torrent } from 'webtorrent';

/**
 * Lets a torrent look for work a few hundred times a second at most. The library does it after each block, for every
 * wire and over every piece: with eight peers that took most of a leecher's time, and a wire has a second's worth of
 * requests under way.
 */
export function lookForWorkSeldom(torrent: Torrent): void {
  const look = torrent._update.bind(torrent);
  let isDue = false;
  torrent._update = () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      if (!torrent.destroyed) look();
    }, PAUSE_MS);
  };
}

const PAUSE_MS = 4;
