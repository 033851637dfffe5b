import { EVIDENCE } from './kinds.ts';

export function LineageLegend({ isCut }: { readonly isCut: boolean }) {
  return (
    <p className="legend">
      <Key className="edge trained acknowledged" text="trained" title="the values were learned anew" />
      <Key
        className="edge handled acknowledged"
        text="same values, handled"
        title="cut, rounded, copied or repacked"
      />
      {Object.entries(EVIDENCE).map(([level, meaning]) => (
        <Key
          key={level}
          className={`edge trained ${level.toLowerCase()}`}
          text={level.toLowerCase()}
          title={meaning}
        />
      ))}
      {isCut && <strong>Only the nearest hundred each way are drawn.</strong>}
    </p>
  );
}

function Key({ className, text, title }: Record<'className' | 'text' | 'title', string>) {
  return (
    <span title={title}>
      <svg className={className} width="26" height="8" aria-hidden="true">
        <path className="react-flow__edge-path" d="M0 4h26" />
      </svg>
      {text}
    </span>
  );
}
