import { bigint, primary, table, text } from './table.ts';

/** Its publisher took a checkpoint back: it stays, no search finds it, and its model's name means another one. */
export interface CheckpointWithdrawalRow {
  checkpointId: number;
  reason: string;
  logIndex: number;
}

export const checkpointWithdrawalTable = table<CheckpointWithdrawalRow>('checkpoint_withdrawal', {
  columns: {
    checkpointId: primary('bigint', 'checkpoint_withdrawal'),
    reason: text(),
    logIndex: bigint(),
  },
  references: [
    { columns: ['checkpointId'], table: 'checkpoint', keys: ['id'] },
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
  ],
});
