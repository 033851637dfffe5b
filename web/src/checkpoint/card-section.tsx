import { useEffect, useState } from 'react';
import type { CheckpointFile } from '../generated/operations.ts';
import { Section } from '../parts/section.tsx';
import { cardHtml, splitCard } from './card-html.ts';

/** More than any card people read; a longer one is a download. */
const CARD_BYTES_MAX = 256 * 1024;

type Read = { readonly text: string } | { readonly failure: string } | null;

/** A stranger's Markdown: no HTML, no images, no scripts; the policy of the document says the same again. */
export function CardSection({ file }: { readonly file: CheckpointFile }) {
  const { path, sizeBytes } = file.artifact;
  const [read, setRead] = useState<Read>(null);
  const isLong = sizeBytes > CARD_BYTES_MAX;
  useEffect(() => {
    if (isLong) return;
    const ended = new AbortController();
    void textOf(path, ended.signal).then(
      (text) => setRead({ text }),
      (error: unknown) => ended.signal.aborted || setRead({ failure: String(error) }),
    );
    return () => ended.abort();
  }, [path, isLong]);
  return (
    <Section title="Card" aside={<span className="quiet">{file.path}</span>} className="card-section">
      {isLong && (
        <p>
          The card is longer than a page shows: <a href={path}>download it</a>.
        </p>
      )}
      {!isLong && read === null && <p className="quiet">Reading the card…</p>}
      {read && 'failure' in read && <p className="quiet">The card can’t be read now: {read.failure}</p>}
      {read && 'text' in read && <Card text={read.text} />}
    </Section>
  );
}

function Card({ text }: { readonly text: string }) {
  const { frontMatter, body } = splitCard(text);
  return (
    <>
      <div className="card" dangerouslySetInnerHTML={{ __html: cardHtml(body) }} />
      {frontMatter !== null && (
        <details>
          <summary>front matter</summary>
          <pre tabIndex={0} aria-label="Front matter">
            {frontMatter}
          </pre>
        </details>
      )}
    </>
  );
}

async function textOf(path: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(path, { signal, credentials: 'omit' });
  if (!response.ok) throw new Error(`the hub answered ${response.status}`);
  return response.text();
}
