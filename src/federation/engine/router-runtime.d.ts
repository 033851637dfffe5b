/** Plans in Rust; handed to the engine as it is. */
export function unifiedGraphHandler(options: object): unknown;
