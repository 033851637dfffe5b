import { fault, refusal } from '../../base/errors.ts';

/** Every way the embedded database can say no. */
export type EmbeddedCode =
  | 'STORE_EMBEDDED_UNSUPPORTED'
  | 'STORE_EMBEDDED_LOCKED'
  | 'STORE_EMBEDDED_FOREIGN'
  | 'STORE_EMBEDDED_UNREACHABLE'
  | 'STORE_EMBEDDED_HOME_MISSING'
  | 'STORE_EMBEDDED_NO_HUB'
  | 'STORE_EMBEDDED_OTHER_OWNER'
  | 'STORE_EMBEDDED_OTHER_VERSION'
  | 'STORE_EMBEDDED_NO_HOME'
  | 'STORE_EMBEDDED_NO_ACCOUNT'
  | 'STORE_EMBEDDED_INIT_FAILED'
  | 'STORE_EMBEDDED_START_FAILED'
  | 'STORE_EMBEDDED_CRASHED'
  | 'STORE_EMBEDDED_STOP_FAILED';

export const embeddedRefusal = refusal<EmbeddedCode>;
export const embeddedFault = fault<EmbeddedCode>;
