import { isRefusal, type HeirloomError } from '../base/errors.ts';

type RefusalType = 'InputRefusal' | 'PermissionRefusal' | 'ConflictRefusal' | 'NotFoundRefusal';

/** A refusal as the member of a result union. */
export interface RefusalParent {
  readonly __typename: RefusalType;
  readonly code: string;
  readonly message: string;
  readonly expected: string | null;
  readonly received: string | null;
  readonly remedy: string | null;
}

/** Answers an act's expected no as a type; everything else goes on as an error. */
export async function orRefusal<Result>(act: () => Promise<Result>): Promise<Result | RefusalParent> {
  try {
    return await act();
  } catch (error) {
    if (isRefusal(error)) return refusalOf(error);
    throw error;
  }
}

function refusalOf({ code, message, facts }: HeirloomError): RefusalParent {
  return {
    __typename: typeOf(code),
    code,
    message,
    expected: facts.expected ?? null,
    received: facts.received ?? null,
    remedy: facts.remedy ?? null,
  };
}

const PERMISSION = new Set([
  'HUB_PERMISSION_MISSING',
  'HUB_NAME_FOREIGN',
  'HUB_KEY_FOREIGN',
  'HUB_KEY_NOT_HELD',
  'HUB_CHECKPOINT_FOREIGN',
  'HUB_TOKEN_SCOPES',
  'HUB_JOB_FOREIGN',
  'HUB_ADVISORY_FOREIGN',
  'HUB_REPORT_FOREIGN',
]);

const CONFLICT = new Set([
  'HUB_STATEMENT_REPLAYED',
  'HUB_LEASE_LOST',
  'HUB_RUN_KNOWN',
  'HUB_JOB_CANCELLED',
  'HUB_JOB_STATE',
  'HUB_JOBS_WAITING',
  'HUB_NAME_TAKEN',
  'HUB_DATASET_TAKEN',
  'HUB_DATASET_WITHDRAWN',
  'HUB_CHECKPOINT_WITHDRAWN',
  'HUB_KEY_TAKEN',
  'HUB_INVITATION_INVALID',
  'HUB_LINEAGE_EDGE_KNOWN',
  'HUB_LINEAGE_BUDGET_SPENT',
  'HUB_ARTIFACT_RELEASED',
  'HUB_ARTIFACT_NOT_HELD',
  'HUB_STUB_MERGED',
  'HUB_ADVISORY_WITHDRAWN',
  'HUB_WEBHOOKS_MAX',
  'HUB_DELIVERY_PENDING',
  'HUB_DELIVERIES_WAITING',
  'HUB_REPORT_WITHDRAWN',
  'HUB_MITIGATION_KNOWN',
]);

function typeOf(code: string): RefusalType {
  if (PERMISSION.has(code)) return 'PermissionRefusal';
  if (CONFLICT.has(code)) return 'ConflictRefusal';
  return /^HUB_\w+_UNKNOWN$/.test(code) ? 'NotFoundRefusal' : 'InputRefusal';
}
