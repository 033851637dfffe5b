import * as operations from '../../src/client/generated/operations.ts';

/** Every question that the program asks a hub, by its name. */
export const clientDocuments: readonly (readonly [string, string])[] = Object.entries(operations);
