import { calendarOf, dayAtNumber, dayNumber } from '../insight/calendar';
import { samplesAround } from '../insight/nearSamples';
import { lastOver, type Samples } from '../insight/samples';
import { stepEffect } from '../insight/stepEffect';
import { againAfter } from './again';
import { besideOf, prepareBeside } from './beside';
import { isLeftOut } from './cuts';
import { figuresOf } from './figures';
import type { CantTell, Deployed, Figures, Impact, ImpactRequest } from './model';
import { noSamples } from './noSamples';
import { type ImpactRows, impactRows, LEAST_AFTER, LONGEST_AFTER, MOST_ROWS } from './rows';
import { isRatio } from './scale';

/** Of the shares of the level that an interval may reach to either side. */
const WIDEST = 0.5;
const WIDEST_OF_NEEDED = 3;
/** Rows beyond the columns: with fewer, deployments come too close for the days there are. */
const LEAST_DEGREES = 5;

/**
 * Did the metric change since a deployment? Regression with weekdays, a step for each deployment near, and noise and
 * drift averaged over, on the days around it. Deterministic. Gives way between two noise models; `inOneGo` runs it to
 * its end, in some 10 ms for 400 rows.
 */
export function* impactOf(request: ImpactRequest): Generator<void, Impact> {
  const samples = samplesAround(request.series, request.asked.at, request);
  if (samples === undefined) {
    return { answer: 'cant-tell', why: noSamples(request), since: [request.asked], others: [] };
  }
  const rows = impactRows(samples, request);
  const known = {
    since: rows.since,
    others: rows.others,
    ...(rows.stepless.length > 0 ? { stepless: rows.stepless } : {}),
    unrelated: unrelatedIn(rows, samples, request),
    ...(rows.problem?.kind === 'outside' || rows.window.from > rows.window.to ? {} : { window: rows.window }),
  };
  if (rows.problem) {
    const again = rows.problem.kind === 'few-after' ? firstLook(rows, samples, request) : undefined;
    return { answer: 'cant-tell', why: rows.problem, ...known, ...(again ? { again } : {}) };
  }
  const log = isRatio(rows.values, request);
  const design = {
    days: rows.slots,
    stepAt: rows.stepAt,
    period: rows.window.period,
    otherSteps: rows.otherSteps,
  };
  const { prepared, beside } = yield* prepareBeside(design, besideOf(samples, rows.slots, request));
  if (prepared === undefined || prepared.degrees < LEAST_DEGREES) {
    return { answer: 'cant-tell', why: inseparable(rows), ...known };
  }
  yield;
  const found = stepEffect(prepared, Float64Array.from(log ? rows.values.map(Math.log) : rows.values));
  const effect = found && { found, log, level: levelOf(rows) };
  yield;
  const figures = effect && figuresOf(effect, request.stake);
  if (effect === undefined || figures === undefined) {
    return { answer: 'cant-tell', why: { kind: 'constant' }, ...known };
  }
  const { answer, why } = judged(figures);
  const again =
    why &&
    (yield* againAfter(design, effect, figures, samples, {
      ...request,
      stepSlot: rows.stepSlot,
      last: lastOver(samples, request),
    }));
  return {
    answer,
    ...(why ? { why } : {}),
    ...known,
    figures,
    ...(again ? { again } : {}),
    ...(beside ? { beside } : {}),
  };
}

/** Columns for the season alone may be as many as there are rows. */
function inseparable({ slots, window: { period } }: ImpactRows): CantTell {
  const rows = slots.length;
  return rows - period - 1 < LEAST_DEGREES ? { kind: 'long-season', period, rows } : { kind: 'inseparable' };
}

function unrelatedIn(
  { window, since }: ImpactRows,
  { slotOf }: Samples,
  { unrelated = [], timezone }: ImpactRequest,
): readonly Deployed[] {
  const calendar = calendarOf(timezone);
  const [from, to] = [slotOf(dayNumber(window.from)), slotOf(dayNumber(window.to))];
  return unrelated.filter(({ name, at }) => {
    const slot = slotOf(calendar.dayOf(at));
    return slot >= from && slot <= to && since.every((one) => one.name !== name);
  });
}

/** When seven days are finished, as far as none of them will be missing; nothing where too few are left to look at. */
function firstLook(
  { window, stepSlot }: ImpactRows,
  samples: Samples,
  request: ImpactRequest,
): Impact['again'] {
  const end = stepSlot + (samples.sampling === 'day' ? LONGEST_AFTER : MOST_ROWS.after);
  let lacking = LEAST_AFTER - window.after;
  for (let slot = Math.max(stepSlot, lastOver(samples, request) + 1); slot < end; slot += 1) {
    if (!isLeftOut(slot, samples, request.leaveOut)) lacking -= 1;
    if (lacking === 0) return { on: dayAtNumber(samples.firstDayOf(slot + 1)), after: LEAST_AFTER };
  }
  return undefined;
}

function levelOf({ values, stepAt }: ImpactRows): number {
  return values.slice(0, stepAt).reduce((sum, value) => sum + value / stepAt, 0);
}

function judged(figures: Figures): { readonly answer: Impact['answer']; readonly why?: CantTell } {
  const { lower, upper, matters, needed, scale, level } = figures;
  const half = (upper - lower) / 2;
  const widest = Math.min(
    WIDEST * (scale === 'ratio' ? 1 : Math.abs(level)),
    needed === undefined ? Number.POSITIVE_INFINITY : WIDEST_OF_NEEDED * needed,
  );
  const nearest = Math.max(lower, -upper);
  // However wide, it is an answer where it tells the size but for a factor of three.
  if (nearest > 0 && (half <= widest || nearest >= half)) return { answer: 'moved' };
  if (matters !== undefined && lower > -matters && upper < matters) return { answer: 'no-change' };
  return { answer: 'cant-tell', why: { kind: half > widest ? 'noisy' : 'unclear' } };
}
