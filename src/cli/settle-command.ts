import { Help, type Command } from 'commander';

/** What holds for a command and all its parts: commander hands settings only to parts that are made after them. */
export function settleCommand(command: Command, isJson: boolean, path = command.name()): Command {
  command
    .exitOverride()
    .showHelpAfterError(`(${command.parent ? path : `${path} COMMAND`} --help shows examples)`)
    .configureHelp({ subcommandTerm: (part) => part.name(), optionDescription });
  // With --json an error is a document on stdout, and nothing is said beside it.
  if (isJson) command.configureOutput({ writeErr: () => {} });
  for (const part of command.commands) settleCommand(part, isJson, `${path} ${part.name()}`);
  return command;
}

/** Of a flag that can be given again, that none is the default goes without saying. */
const optionDescription: Help['optionDescription'] = (option) =>
  new Help().optionDescription(option).replace(/ \(default: (?:\[\]|"")\)$/, '');
