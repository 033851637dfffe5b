import { pageTasks } from '../generated/operations.ts';
import { useAnswer } from '../hub/use-answer.ts';
import { wordText } from '../text.ts';
import type { Filter } from './filter.ts';

interface UseFieldsProps {
  readonly filter: Filter;
  readonly set: (field: keyof Filter, value: string) => void;
}

const USES = [
  ['COMMERCIAL', 'commercial'],
  ['OPEN', 'open'],
  ['COPYLEFT_FREE', 'copyleft-free'],
] as const;

/** Memory of usual machines and cards, in GB. */
const SIZES = ['1', '2', '4', '8', '12', '16', '24', '48', '80', '128'];

const LEVELS: ReadonlyMap<string, string> = new Map([
  ['R1', 'R1 repeated'],
  ['R2', 'R2 reproduced'],
  ['R3', 'R3 by two groups'],
  ['R4', 'R4 by three groups'],
]);

/** What a checkpoint is to be used for: its task, by whom, on what machine, and how sure its scores are. */
export function UseFields({ filter, set }: UseFieldsProps) {
  return (
    <>
      <label>
        <span>task</span>
        <TaskSelect value={filter.task ?? ''} onChange={(value) => set('task', value)} />
      </label>
      <label title="By its own license and those of what it was made from, as far as they are known here">
        <span>use</span>
        <select value={filter.use ?? ''} onChange={(event) => set('use', event.target.value)}>
          <option value="">any</option>
          {USES.map(([value, word]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
      </label>
      <label title="To run it as stored, for a batch of one and 4,096 tokens of context at most">
        <span>fits</span>
        <select value={filter.fits ?? ''} onChange={(event) => set('fits', event.target.value)}>
          <option value="">any memory</option>
          {withOwn(SIZES, filter.fits).map((size) => (
            <option key={size} value={size}>
              {size} GB
            </option>
          ))}
        </select>
      </label>
      <label title="The least level of its best score">
        <span>level</span>
        <select value={filter.level ?? ''} onChange={(event) => set('level', event.target.value)}>
          <option value="">any</option>
          {withOwn([...LEVELS.keys()], filter.level).map((level) => (
            <option key={level} value={level}>
              {LEVELS.get(level) ?? level}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

// An address may name another one; the form shows it.
function withOwn(known: readonly string[], own: string | undefined): readonly string[] {
  return own === undefined || known.includes(own) ? known : [own, ...known];
}

interface TaskSelectProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** By family, with how many are here; a task of the address stands there before the list has come. */
function TaskSelect({ value, onChange }: TaskSelectProps) {
  const [{ data }] = useAnswer(pageTasks, {});
  const known = data?.tasks ?? [];
  const families = [...new Set(known.map(({ family }) => family))];
  return (
    <select value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">any</option>
      {value !== '' && !known.some(({ id }) => id === value) && <option value={value}>{value}</option>}
      {families.map((family) => (
        <optgroup key={family} label={wordText(family)}>
          {known
            .filter((task) => task.family === family)
            .map(({ id, checkpoints, description }) => (
              <option key={id} value={id} title={description}>
                {checkpoints > 0 ? `${id} (${checkpoints})` : id}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}
