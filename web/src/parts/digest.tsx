import { shortDigest } from '../text.ts';
import { CopyButton } from './copy.tsx';

export function Digest({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <span className="digest">
      <code title={value}>{shortDigest(value)}</code>
      <CopyButton label={label} text={value} />
    </span>
  );
}
