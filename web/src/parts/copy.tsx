import { useEffect, useState } from 'react';

interface CommandProps {
  readonly label: string;
  readonly text: string;
}

/** A line to paste elsewhere; the whole line is copied even where it is too long to show. */
export function Command({ label, text }: CommandProps) {
  return (
    <div className="command">
      <div className="command-label">{label}</div>
      <code tabIndex={0} role="textbox" aria-readonly="true" aria-label={label}>
        {text}
      </code>
      <CopyButton label={label} text={text} />
    </div>
  );
}

export function CopyButton({ label, text }: CommandProps) {
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), 1800);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () =>
    void copied(text).then(
      () => setSaid('copied'),
      () => setSaid('can’t copy'),
    );
  return (
    <button type="button" className="copy" aria-label={`Copy ${label}`} onClick={copy}>
      <span aria-live="polite">{said ?? 'copy'}</span>
    </button>
  );
}

// The clipboard API needs a secure page, and a hub in the house has no certificate.
async function copied(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'off-screen';
  document.body.append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  if (!isDone) throw new Error('the browser refused');
}
