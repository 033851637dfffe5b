import type { MemoryEstimate } from '../generated/operations.ts';
import { Section } from '../parts/section.tsx';
import { bytesText, wordText } from '../text.ts';

const USES = [
  ['INFERENCE', 'run it'],
  ['LORA', 'adapt it (LoRA)'],
  ['FULL_FINE_TUNE', 'train it'],
] as const;

/** Whether it fits: peak memory by use and precision, an estimate. */
export function ResourcesSection({ estimates }: { readonly estimates: readonly MemoryEstimate[] }) {
  const precisions = [...new Set(estimates.map(({ precision }) => precision))];
  const bytesOf = (use: string, precision: string) =>
    estimates.find((each) => each.use === use && each.precision === precision)?.totalBytes;
  return (
    <Section title="Memory it takes" aside={<span className="quiet">estimated</span>}>
      <div className="scrolled" tabIndex={0} role="group" aria-label="Memory by use and precision">
        <table>
          <thead>
            <tr>
              <th scope="col">to</th>
              {precisions.map((precision) => (
                <th key={precision} scope="col" className="number">
                  {wordText(precision)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {USES.map(([use, text]) => (
              <tr key={use}>
                <th scope="row">{text}</th>
                {precisions.map((precision) => {
                  const bytes = bytesOf(use, precision);
                  return (
                    <td key={precision} className="number">
                      {bytes === undefined ? '–' : bytesText(bytes)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
