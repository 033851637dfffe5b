/** What can be had here comes before what is only known by name, however famous. */
const PUBLISHED_RANK = 100_000;

/** What search orders by: 0 to about 150,000; a doubling of downloads counts 1,000. A like weighs as 50 downloads. */
export function popularityRank(of: {
  readonly downloads: number;
  readonly likes: number;
  readonly isPublished: boolean;
}): number {
  const heard = Math.max(0, of.downloads) + 50 * Math.max(0, of.likes);
  return (of.isPublished ? PUBLISHED_RANK : 0) + Math.min(49_999, Math.round(1000 * Math.log2(1 + heard)));
}
