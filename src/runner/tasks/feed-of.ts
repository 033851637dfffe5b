import type { Protocol } from '../../evaluation/protocol.ts';
import { featureFeed } from '../feed/feature-feed.ts';
import type { Feed } from '../feed/feed.ts';
import { imageFeed } from '../feed/image-feed.ts';
import { tokenFeed } from '../feed/token-feed.ts';
import type { OpenDataset } from './task.ts';

/** The items of a protocol's slice, whatever they are. */
export function feedOf({ source, dataset }: OpenDataset, protocol: Protocol): Feed {
  switch (dataset.kind) {
    case 'IMAGES':
      return imageFeed(source, dataset, protocol);
    case 'TOKENS':
      return tokenFeed(source, dataset, protocol);
    case 'FEATURES':
      return featureFeed(source, dataset, protocol);
  }
}
