import { refusal } from '../base/errors.ts';

/** Who asks; an empty list would tell somebody without a token that all is well. */
export function signedIn<Viewer>(viewer: Viewer | null, hub: string): Viewer {
  if (viewer !== null) return viewer;
  throw refusal('CLIENT_NOT_LOGGED_IN', `you are not logged in to ${hub} on this machine`, {
    expected: 'an account or a token',
    received: 'none',
    remedy: `heirloom login ${hub} --invite CODE`,
  });
}
