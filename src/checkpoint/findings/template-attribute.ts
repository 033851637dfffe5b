import { templateTricks } from '../chat-template/template-tricks.ts';
import type { Rule } from './rule.ts';

/** A chat template is a program; this one reaches for more than the conversation. The hub shows it and never runs it. */
export const templateAttribute = {
  id: 'CHECKPOINT_TEMPLATE_ATTRIBUTE',
  severity: 'WARNING',
  effect: 'NOTE',
  remedy: 'compare the template with that of the base model, and render it only in a sandbox',
  find({ report }) {
    return (report.chatTemplates ?? []).flatMap(({ name, text }) =>
      templateTricks(text).map(({ what, excerpt, line }) => ({
        message: `the chat template ${name.slice(0, 60)} uses ${what}`,
        received: `line ${line}: ${excerpt}`,
      })),
    );
  },
} as const satisfies Rule;
