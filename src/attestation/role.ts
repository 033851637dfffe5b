/** What a contributor may do on a hub; each role includes the ones before it. */
export const roles = ['READER', 'CONTRIBUTOR', 'EVALUATOR', 'STEWARD', 'OWNER'] as const;
export type Role = (typeof roles)[number];

/** What a token may do; PUBLIC needs no token, SIGNED_IN any valid one. */
const scopes = ['PUBLIC', 'SIGNED_IN', 'READ', 'PUBLISH', 'EVALUATE', 'MODERATE', 'ADMIN'] as const;
export type Scope = (typeof scopes)[number];

/** Who holds a private key: its contributor, or the hub for them. */
export type Custody = 'SELF' | 'HUB';

export function includesRole(held: Role, needed: Role): boolean {
  return roles.indexOf(held) >= roles.indexOf(needed);
}

/** The scopes a role's first token gets; more can't be granted to it later. */
export function scopesOf(role: Role): readonly Scope[] {
  const byRole: Record<Role, readonly Scope[]> = {
    READER: ['READ'],
    CONTRIBUTOR: ['READ', 'PUBLISH'],
    EVALUATOR: ['READ', 'PUBLISH', 'EVALUATE'],
    STEWARD: ['READ', 'PUBLISH', 'EVALUATE', 'MODERATE'],
    OWNER: ['READ', 'PUBLISH', 'EVALUATE', 'MODERATE', 'ADMIN'],
  };
  return byRole[role];
}
