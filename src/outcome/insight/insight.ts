import type { Forecast } from '../forecast/model';
import type { Impact } from '../impact/model';
import type { Watch } from '../watch/watch';

/** What was worked out about one metric since what was shipped. */
export interface Since {
  /** A change that does not hold up among all metrics looked at for its release can't be told. */
  readonly effect?: Impact;
  /** Of the newest deployment that brought tagged commits. */
  readonly watch?: Watch;
}

/** What was worked out about a key result. */
export interface Insight extends Since {
  readonly forecast?: Forecast;
  /** Of its guardrails, in their order. */
  readonly guardrails: readonly Since[];
  /** Whether every release counted as a deployment. */
  readonly every: boolean;
}
