import { Command } from 'commander';
import type { MakeCommand } from '../program.ts';

export const demoCommand: MakeCommand = (context) =>
  new Command('demo').description('Try it all on this machine.').action(async () => {
    context();
  });
