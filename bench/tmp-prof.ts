import { EntityManager } from 'typeorm';
const q = EntityManager.prototype.query;
const T = new Map<string, [number, number]>();
(EntityManager.prototype as any).query = async function (sql: string, ...r: any[]) {
  const t = performance.now();
  const out = await (q as any).call(this, sql, ...r);
  const k = sql.trim().replace(/\s+/g, ' ').slice(0, 90);
  const e = T.get(k) ?? [0, 0];
  e[0] += performance.now() - t;
  e[1]++;
  T.set(k, e);
  return out;
};
process.on('exit', () => {
  for (const [k, [ms, n]] of [...T].sort((a, b) => b[1][0] - a[1][0]).slice(0, 20))
    console.log(ms.toFixed(0).padStart(7), n, k);
});
await import('./import.ts');
