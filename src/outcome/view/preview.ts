import type { ProblemView } from '../view';
import type { ChartView } from './pictures';

/** What the panel shows that tries a query, as plain JSON. */
export interface PreviewView {
  readonly title: string;
  /** Name, type and address of the source. */
  readonly facts: readonly string[];
  /** Whether the address answers; absent where nobody is asked, or where the problem says it. */
  readonly connection?: { readonly icon: string; readonly text: string };
  readonly query: string;
  readonly queryLabel: string;
  readonly running: boolean;
  readonly runLabel: string;
  /** How to run by the keyboard. */
  readonly runHint: string;
  readonly result?: {
    readonly value: string;
    readonly facts: readonly string[];
    readonly chart?: ChartView;
    /** Highest and lowest value, first and last day: what stands beside the picture. */
    readonly axis: {
      readonly high: string;
      readonly low: string;
      readonly from: string;
      readonly to: string;
    };
  };
  readonly problem?: Omit<ProblemView, 'actions'>;
  /** Where another credential is the next step. */
  readonly signInLabel?: string;
  /** Absent where there is nothing to save. */
  readonly saveLabel?: string;
  readonly closeLabel: string;
}
