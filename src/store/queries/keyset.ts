/** A page of rows in the order of a key; backwards is the page before the key. */
export interface KeysetPage {
  readonly size: number;
  /** The last key of the page before, or the first of the page behind; null for an end of the whole. */
  readonly key: readonly number[] | null;
  readonly isBackwards: boolean;
}
