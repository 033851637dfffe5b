import { bytesOf } from '../../src/base/byte-source.ts';
import { templateDifference } from '../../src/checkpoint/chat-template/template-difference.ts';
import { inspectArtifact } from '../../src/checkpoint/inspect.ts';
import { BENIGN_TEMPLATES, HOSTILE_TEMPLATES } from './chat-templates.ts';
import { randomInts, type Drill } from './drill.ts';

/** Chat templates are programs: hostile ones are flagged wherever they stand, usual ones are not. */
export const chatTemplates: Drill = {
  id: 'T34',
  claim: 'each hostile template is flagged, alone or hidden in a usual one, and no usual one is',
  async run(extent) {
    const violations: string[] = [];
    const hostile = Object.entries(HOSTILE_TEMPLATES);
    const benign = Object.entries(BENIGN_TEMPLATES);
    for (const [name, template] of hostile)
      if ((await hits(template)) === 0) violations.push(`${name}: not flagged`);
    for (const [name, template] of benign)
      if ((await hits(template)) > 0) violations.push(`${name}: flagged without a reason`);
    const hidden = await hide(extent === 'SLICE' ? 500 : 50_000, violations);
    return { figures: { hostile: hostile.length, usual: benign.length, hidden }, violations };
  },
};

async function hits(template: string): Promise<number> {
  const file = Buffer.from(JSON.stringify({ chat_template: template }));
  const { findings } = await inspectArtifact('tokenizer_config.json', bytesOf(file));
  return findings.filter(({ rule }) => rule === 'CHECKPOINT_TEMPLATE_ATTRIBUTE').length;
}

/** Puts a hostile template between two tags of a usual one; the lines that came in are what a reader is shown. */
async function hide(cases: number, violations: string[]): Promise<number> {
  const below = randomInts(20_240_611);
  const hostile = Object.entries(HOSTILE_TEMPLATES);
  const benign = Object.entries(BENIGN_TEMPLATES);
  for (let i = 0; i < cases; i++) {
    const [attack, payload] = hostile[below(hostile.length)] ?? ['', ''];
    const [host, template] = benign[below(benign.length)] ?? ['', ''];
    const ends = [...template.matchAll(/%\}(?=\s*\{)/g)].map(({ index }) => index + 2);
    const at = ends[below(ends.length)] ?? template.length;
    const whole = `${template.slice(0, at)}\n${payload}\n${template.slice(at)}`;
    if ((await hits(whole)) === 0) violations.push(`${attack} in ${host} at ${at}: not flagged`);
    const added = templateDifference(template, whole).filter(({ kind }) => kind === 'ADDED');
    if (
      !added
        .map(({ line }) => line)
        .join('\n')
        .includes(payload)
    )
      violations.push(`${attack} in ${host} at ${at}: not in the difference`);
  }
  return cases;
}
