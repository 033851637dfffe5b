import type { Drill } from './drill.ts';
import { chatTemplates } from './t34-chat-templates.ts';
import { headerBombs } from './t5-header-bombs.ts';
import { parserFuzz } from './t4-parser-fuzz.ts';

/** Every drill, by the row of the threat table that it answers. */
export const drills: readonly Drill[] = [parserFuzz, headerBombs, chatTemplates];
