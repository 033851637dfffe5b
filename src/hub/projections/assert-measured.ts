import { refusal } from '../../base/errors.ts';
import { metricOf } from '../../evaluation/metric-registry.ts';
import type { Protocol } from '../../evaluation/protocol.ts';

/** A result must answer its protocol: the same metric, the same number of items, a value on the metric's scale. */
export function assertMeasuredBy(
  protocol: Protocol,
  body: { metric: string; items: number; value: string },
): void {
  const metric = metricOf(protocol.metric.id, protocol.metric.version);
  if (body.metric !== metric.id) throw mismatch('metric', metric.id, body.metric);
  if (body.items !== protocol.dataset.count)
    throw mismatch('items', String(protocol.dataset.count), String(body.items));
  const value = Number(body.value);
  if (!(value >= metric.scaleMin && value <= (metric.scaleMax ?? Number.MAX_VALUE)))
    throw mismatch('value', `${metric.scaleMin}..${metric.scaleMax ?? '∞'}`, body.value);
}

/** GRIM: a proportion over n items is some k/n, and the result says which k. Other metrics count nothing. */
export function assertCountMatches(
  { metric }: Protocol,
  body: { correct: number | null; items: number; value: string; samplingError?: string | undefined },
): void {
  const isProportion = metricOf(metric.id, metric.version).kind === 'PROPORTION';
  if (Number(body.samplingError ?? 0) < 0)
    throw inconsistent('a sampling error of 0 or more', body.samplingError ?? '');
  if (!isProportion) {
    if (body.correct === null) return;
    throw inconsistent(`no count of correct items beside ${metric.id}`, String(body.correct));
  }
  if (body.correct === null) throw inconsistent('the count of correct items', 'none');
  if (body.correct <= body.items && Math.abs(Number(body.value) - body.correct / body.items) < 1e-12) return;
  throw inconsistent(`${body.correct}/${body.items}`, body.value);
}

/** The same of a claim, which says no k: there must be one that rounds to the value as it is printed. */
export function assertPossible(
  { metric }: Protocol,
  { value, items, decimals }: { value: string; items: number; decimals: number | null },
): void {
  if (metricOf(metric.id, metric.version).kind !== 'PROPORTION') return;
  const printed = decimals ?? value.split('.')[1]?.length ?? 0;
  const nearest = Math.round(Number(value) * items) / items;
  if (Math.abs(nearest - Number(value)) <= 0.5 * 10 ** -printed + 1e-12) return;
  throw inconsistent(`some count of ${items} items, e.g. ${nearest}`, value);
}

function mismatch(what: string, expected: string, received: string) {
  return refusal('HUB_RESULT_MISMATCH', `the ${what} is not the protocol’s`, { expected, received });
}

function inconsistent(expected: string, received: string) {
  return refusal('HUB_RESULT_INCONSISTENT', 'these numbers can’t be of one result', { expected, received });
}
