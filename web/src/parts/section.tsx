import { useId, type ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  readonly className?: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, className = '', aside, children }: SectionProps) {
  const id = useId();
  return (
    <section className={`section ${className}`} aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** One row of a `dl`; nothing is drawn for what isn't known. */
export function Fact({ name, children }: FactProps) {
  if (children === null || children === undefined || children === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
