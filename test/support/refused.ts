import { HeirloomError } from '../../src/base/errors.ts';

/** The code that an act is refused with; an act that is done instead says so. */
export async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
  } catch (error) {
    if (error instanceof HeirloomError) return error.code;
    throw error;
  }
  return 'it was done';
}
