import type { LeaderboardRow, LearningCurveAnswer, RecordFields } from '../client/generated/operations.ts';
import { columns, countText, plainName, valueText } from './text.ts';

/** `3–5  ada/net  90.4 % ±1.3  measured here, R1`: a row a value. */
export function leaderboardLines(metric: string, rows: readonly LeaderboardRow[]): string[] {
  return columns(
    rows.map((row) => [
      rankText(row),
      valueText(metric, row.value, row.interval),
      plainName(nameOf(row)),
      plainName(wordOf(row)),
    ]),
  );
}

/** A line of blocks, low to high, then a row for each step. */
export function curveLines({ metric, points }: LearningCurveAnswer['learningCurve']): string[] {
  const rows = points.map(({ step, value, interval, checkpoint }) => [
    `step ${countText(step)}`,
    valueText(metric, value, interval),
    checkpoint === null ? 'reported' : plainName(checkpoint.name),
  ]);
  return [sparkline(points.map(({ value }) => value)), ...columns(rows)];
}

export function recordLines(records: readonly RecordFields[]): string[] {
  return columns(
    records.map(({ model, revision, format, source, importedBy, statement }) => [
      String(statement.logIndex),
      plainName(revision === null ? model : `${model}@${revision}`),
      format.toLowerCase().replaceAll('_', '-'),
      plainName(source.organisation ?? source.name ?? 'no source told'),
      `brought by ${plainName(importedBy.name)}`,
    ]),
  );
}

/** Places that touch are a range. */
function rankText({ rankBest, rankWorst }: LeaderboardRow): string {
  return rankBest === rankWorst ? String(rankBest) : `${rankBest}–${rankWorst}`;
}

function nameOf({ checkpoint, record }: LeaderboardRow): string {
  if (checkpoint) return checkpoint.name;
  if (!record) return '';
  return record.revision === null ? record.model : `${record.model}@${record.revision}`;
}

function wordOf({ score, record, reported }: LeaderboardRow): string {
  if (score) return score.reproducibility ? `here, ${score.reproducibility.level}` : 'measured here';
  const { organisation = null, name = null, relationship = null } = record?.source ?? {};
  const shots = reported?.fewshot === null || reported === null ? '' : `, ${reported.fewshot}-shot`;
  const party = relationship === null ? '' : `, ${relationship.toLowerCase().replace('_', ' ')}`;
  return `reported by ${organisation ?? name ?? 'no source told'}${party}${shots}`;
}

function sparkline(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const levelOf = (value: number) =>
    high === low ? 0 : Math.round(((value - low) / (high - low)) * (BLOCKS.length - 1));
  return values.map((value) => BLOCKS[levelOf(value)]).join('');
}

const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
