import { useEffect, useRef, useState } from 'react';
import type { Filter } from './filter.ts';
import { UseFields } from './use-fields.tsx';

interface SearchFormProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

const KINDS = [
  ['FINE_TUNE', 'fine-tunes'],
  ['ADAPTER', 'adapters'],
  ['MERGE', 'merges'],
  ['QUANTIZATION', 'quantizations'],
  ['FORK', 'forks'],
  ['CONTINUATION', 'continuations'],
  ['DISTILLATION', 'distillations'],
  ['PRUNING', 'prunings'],
  ['CONVERSION', 'conversions'],
] as const;

/** The usual ones; any other may be typed. */
const LICENSES = [
  'Apache-2.0',
  'MIT',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC-BY-SA-4.0',
  'CC-BY-NC-4.0',
  'CC0-1.0',
];

const TYPING_MS = 250;

/** Searches while one types; `/` brings the cursor here. */
export function SearchForm({ filter, onChange }: SearchFormProps) {
  const [text, setText] = useState(filter.text ?? '');
  const [license, setLicense] = useState(filter.license ?? '');
  const box = useRef<HTMLInputElement>(null);
  const known = useRef(filter);
  known.current = filter;
  const set = (field: keyof Filter, value: string) => {
    const next = { ...known.current };
    if (value.trim()) next[field] = value.trim();
    else delete next[field];
    if (JSON.stringify(next) !== JSON.stringify(known.current)) onChange(next);
  };
  useDelayed(text, (value) => set('text', value));
  useDelayed(license, (value) => set('license', value));
  // Back, forward and the masthead change the address without the form; typing goes the other way.
  useEffect(() => {
    if (document.activeElement?.closest('.search')) return;
    setText(filter.text ?? '');
    setLicense(filter.license ?? '');
  }, [filter.text, filter.license]);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || /^(INPUT|SELECT|TEXTAREA)$/.test((event.target as Element).tagName)) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);
  return (
    <form role="search" className="search" onSubmit={(event) => event.preventDefault()}>
      <input
        ref={box}
        type="search"
        aria-label="Search checkpoints"
        placeholder="Search names and cards"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <UseFields filter={filter} set={set} />
      <details open={filter.license !== undefined || filter.kind !== undefined}>
        <summary>more</summary>
        <label>
          <span>license</span>
          <input
            list="licenses"
            placeholder="any"
            autoComplete="off"
            spellCheck={false}
            value={license}
            onChange={(event) => setLicense(event.target.value)}
          />
          <datalist id="licenses">
            {LICENSES.map((id) => (
              <option key={id} value={id} />
            ))}
          </datalist>
        </label>
        <label>
          <span>kind</span>
          <select value={filter.kind ?? ''} onChange={(event) => set('kind', event.target.value)}>
            <option value="">any</option>
            {KINDS.map(([kind, plural]) => (
              <option key={kind} value={kind}>
                {plural}
              </option>
            ))}
          </select>
        </label>
      </details>
    </form>
  );
}

// A request for a word, not for each of its letters.
function useDelayed(value: string, call: (value: string) => void): void {
  const latest = useRef(call);
  latest.current = call;
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const timer = setTimeout(() => latest.current(value), TYPING_MS);
    return () => clearTimeout(timer);
  }, [value]);
}
