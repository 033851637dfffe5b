const MONTHS = 18;

/** Whether nobody ran a claim for 18 months: evidence about immutable bytes does not age, but machines and software do. */
export function isStale(lastRunAt: Date, now: Date): boolean {
  const end = new Date(lastRunAt);
  end.setUTCMonth(end.getUTCMonth() + MONTHS);
  return now > end;
}
