import type { GroupVerdict } from './group-verdict.ts';

/** `bitwise@<hardware class>`, or `bitwise-cross` for equal outputs on two classes. */
export type Badge = `bitwise@${string}` | 'bitwise-cross';

/** Equal outputs of two or more agreeing runs; unvetted groups are left out, for a published digest is easily copied. */
export function badgesOf(groups: readonly GroupVerdict[]): readonly Badge[] {
  const counted = groups.filter((group) => group.agreement === 'AGREE' && (group.isVetted || group.isSelf));
  const runs = counted.flatMap((group) => group.runs).filter((run) => run.outputsDigest !== null);
  const badges = new Set<Badge>();
  for (const equal of Map.groupBy(runs, (run) => run.outputsDigest).values()) {
    const classes = Map.groupBy(equal, (run) => run.conditions.hardwareClass);
    for (const [name, repeats] of classes) if (repeats.length >= 2) badges.add(`bitwise@${name}`);
    if (classes.size >= 2) badges.add('bitwise-cross');
  }
  return [...badges].sort();
}
