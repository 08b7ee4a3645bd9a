import type { Result } from '../io/ports';
import type { Aim, Quantity } from './model';
import type { KeyResultFields } from './okrSchema';
import type { Target } from './quantity';

/** What is wrong, at which key; without a key, with the key result as a whole. */
export interface AimProblem {
  readonly key?: keyof KeyResultFields;
  readonly message: string;
}

const FORMS = ['target', 'atLeast', 'atMost', 'range', 'milestones'] as const;
type Form = (typeof FORMS)[number];

const KINDS: Readonly<Record<Form, readonly Aim['kind'][]>> = {
  target: ['increase', 'decrease'],
  atLeast: ['atLeast'],
  atMost: ['atMost'],
  range: ['maintain'],
  milestones: ['milestone'],
};

/** Reads from the keys of a key result how its value is judged: exactly one of them says what to reach. */
export function aimOf(fields: KeyResultFields): Result<Aim, AimProblem> {
  const [form, second] = FORMS.filter((key) => fields[key] !== undefined);
  if (form === undefined) {
    return problem(
      'The key result does not say what to reach. Add `target`, `atLeast`, `atMost`, `range` or `milestones`.',
    );
  }
  if (second !== undefined) {
    const advice =
      form === 'atLeast' && second === 'atMost'
        ? 'Write `range: { min, max }` instead.'
        : 'Keep the one that is meant.';
    return problem(`\`${form}\` and \`${second}\` cannot both be the aim. ${advice}`, second);
  }
  if (fields.kind !== undefined && !KINDS[form].includes(fields.kind)) {
    const wanted = FORMS.find((key) => fields.kind !== undefined && KINDS[key].includes(fields.kind));
    return problem(
      `\`${fields.kind}\` needs \`${wanted}\`, but \`${form}\` is there. Change one of them.`,
      'kind',
    );
  }
  return aimOfForm(fields);
}

function aimOfForm(fields: KeyResultFields): Result<Aim, AimProblem> {
  const { atLeast, atMost, range, milestones, target } = fields;
  const start = fields.start === undefined ? {} : { start: fields.start };
  if (atLeast) return { ok: true, value: { kind: 'atLeast', bound: atLeast, ...start } };
  if (atMost) return { ok: true, value: { kind: 'atMost', bound: atMost, ...start } };
  if (milestones) {
    const parts = milestones.map(({ due, ...rest }) => (due === undefined ? rest : { ...rest, due }));
    return { ok: true, value: { kind: 'milestone', milestones: parts } };
  }
  if (range) {
    return range.min.value < range.max.value
      ? { ok: true, value: { kind: 'maintain', ...range } }
      : problem('`min` must be below `max`. Swap them, or set them apart.', 'range');
  }
  return target ? wayTo(target, fields) : problem('`target` is missing.');
}

function wayTo(written: Target, { start, kind }: KeyResultFields): Result<Aim, AimProblem> {
  if (!start) {
    const why =
      written.kind === 'relative'
        ? 'A relative target needs it.'
        : 'Write `start: 0` if it begins at nothing.';
    return problem(`\`start\` is missing: the value before the work began. ${why}`, 'target');
  }
  if (written.kind === 'relative' && written.percent && start.value === 0) {
    return problem('A percentage of `start: 0` is nothing. Write the number to reach.', 'target');
  }
  const target = written.kind === 'absolute' ? written.quantity : relativeTo(start, written);
  if (!Number.isFinite(target.value)) return problem('`target` must be a smaller number.', 'target');
  if (target.value === start.value) {
    return problem(
      '`target` is equal to `start`: nothing would have to change. Change one of them.',
      'target',
    );
  }
  const direction = target.value > start.value ? 'increase' : 'decrease';
  if (kind !== undefined && kind !== direction) {
    const side = direction === 'increase' ? 'above' : 'below';
    return problem(
      `\`${kind}\` contradicts the target, which is ${side} the start. Change one of them.`,
      'kind',
    );
  }
  return { ok: true, value: { kind: direction, start, target } };
}

function relativeTo(start: Quantity, { amount, percent }: Extract<Target, { kind: 'relative' }>): Quantity {
  // By the size of the start: of a negative one, too, +10% is up and -10% is down.
  const value = start.value + (percent ? (Math.abs(start.value) * amount) / 100 : amount);
  // Fifteen digits: what a double holds for certain, so that 0.1 + 0.2 reads 0.3.
  return { value: Number(value.toPrecision(15)), percent: start.percent };
}

function problem(message: string, key?: keyof KeyResultFields): Result<never, AimProblem> {
  return { ok: false, error: key === undefined ? { message } : { key, message } };
}
