import * as z from 'zod/mini';
import type { Result } from '../io/ports';
import { isDay, isTimeZone } from './days';
import { KEY_RESULT_ID } from './lookup';
import { parseQuantity, parseTarget } from './quantity';

/*
 * The one definition of the OKR file. Types are inferred from it, the JSON Schema for editors is made from it.
 * A description is the hover help in editors, and the hint where the key is missing. Messages are predicates.
 */

function described<Schema extends z.core.$ZodType>(schema: Schema, description: string): Schema {
  z.globalRegistry.add(schema, { description });
  return schema;
}

function text(description: string, longest = 500) {
  const checked = z
    .string()
    .check(
      z.regex(/\S/, 'must not be empty'),
      z.maxLength(longest, `must be at most ${longest} characters long`),
    );
  return described(checked, description);
}

function id(description: string) {
  const message = 'must start with a letter or digit and hold at most 64 letters, digits and . _ / -';
  return described(z.string().check(z.regex(KEY_RESULT_ID, message)), description);
}

function day(description: string) {
  const checked = z.string().check(z.refine(isDay, 'must be a day such as 2026-10-01'));
  z.globalRegistry.add(checked, { description, format: 'date' });
  return checked;
}

function weight() {
  const positive = z.number().check(z.positive('must be above 0'));
  return described(
    z._default(positive, 1),
    'How much it counts beside its neighbours, above 0. 1 if left out.',
  );
}

function amount<Read>(parse: (input: string | number) => Result<Read, string>, description: string) {
  const read = z.transform((input: string | number, context): Read => {
    const parsed = parse(input);
    if (parsed.ok) return parsed.value;
    context.issues.push({ code: 'custom', message: parsed.error, input });
    return z.NEVER;
  });
  const written = z.union([z.string(), z.number()], 'must be a number such as 12000, 100M or 1%');
  return described(z.pipe(written, read), description);
}

const startsBeforeEnd = z.refine<{ start: string; end: string }>(({ start, end }) => start <= end, {
  message: 'must not be before `start`',
  path: ['end'],
});

const FIRST_DAY = 'First day, as 2026-10-01.';
const LAST_DAY = 'Last day, as 2026-12-31. It counts.';

export const periodSchema = z
  .strictObject({ start: day(FIRST_DAY), end: day(LAST_DAY) })
  .check(startsBeforeEnd);

export const leaveOutSchema = z
  .strictObject({
    date: z.optional(day('A single day, as 2026-11-26.')),
    start: z.optional(day('First of several days, as 2026-12-24.')),
    end: z.optional(day('Last of several days, as 2026-12-26. It counts.')),
    why: z.optional(text('What happened, as Thanksgiving or an outage.', 100)),
  })
  .check(
    z.refine(
      ({ date, start, end }) =>
        date === undefined
          ? start !== undefined && end !== undefined
          : start === undefined && end === undefined,
      { message: 'must have either a `date`, or a `start` and an `end`', abort: true },
    ),
    z.refine(({ start, end }) => start === undefined || end === undefined || start <= end, {
      message: 'must not be before `start`',
      path: ['end'],
    }),
  );

export const cycleSchema = z
  .strictObject({
    id: text('Name of the cycle, as 2026-Q4.'),
    start: day(FIRST_DAY),
    end: day(LAST_DAY),
    timezone: z._default(
      described(
        z.string().check(z.refine(isTimeZone, 'must be an IANA time zone such as America/Chicago')),
        'Where days begin and end: an IANA time zone such as America/Chicago. UTC if left out.',
      ),
      'UTC',
    ),
    leaveOut: z.optional(
      described(
        z.array(leaveOutSchema),
        'Days that say nothing about a deployment, as holidays and outages: each a `date`, or `start` and `end`.',
      ),
    ),
  })
  .check(startsBeforeEnd);

const asked = {
  source: text('Name of the entry under `sources` that the numbers come from.'),
  query: z._default(
    described(z.string(), 'What to ask the source for: a PromQL expression, a metric name, a file.'),
    '',
  ),
};

const aggregate = z._default(
  described(
    z.enum(['last', 'sum', 'mean']),
    'How the points in the window become one value: the last one (the default), their sum or their mean.',
  ),
  'last',
);

const controlSchema = described(
  z.strictObject({
    title: z.optional(text('What it is called. The query if left out.', 100)),
    ...asked,
    aggregate: z._default(
      described(z.enum(['last', 'sum', 'mean']), 'How several values of one day become one.'),
      'last',
    ),
  }),
  'A metric that deployments should not have touched, as the traffic: what moves both is no effect of a deployment.',
);

const metricSchema = described(
  z.strictObject({
    ...asked,
    aggregate,
    changed: z.optional(
      day(
        'Since when it means what it means now, as 2026-11-02: earlier values are not compared with later ones.',
      ),
    ),
  }),
  'What it is measured by: a `source`, a `query` and how points become one value.',
);

const measuredSchema = described(
  z.extend(metricSchema, { control: z.optional(controlSchema) }),
  'What it is measured by: a `source`, a `query` and how points become one value.',
);

export const guardrailSchema = z
  .strictObject({
    title: text('What must not get worse, in a few words.'),
    metric: metricSchema,
    atMost: z.optional(amount(parseQuantity, 'The value must not go above this.')),
    atLeast: z.optional(amount(parseQuantity, 'The value must not go below this.')),
  })
  .check(
    z.refine(({ atMost, atLeast }) => atMost !== undefined || atLeast !== undefined, {
      message: 'is missing a bound. Add `atMost` or `atLeast`',
    }),
  );

const milestoneSchema = z.strictObject({
  title: text('What is done then.'),
  weight: weight(),
  done: z._default(described(z.boolean(), 'Whether it is done.'), false),
  due: z.optional(day('The day it is due, as 2026-11-15.')),
});

const rangeSchema = z.strictObject({
  min: amount(parseQuantity, 'Lowest value of the range.'),
  max: amount(parseQuantity, 'Highest value of the range.'),
});

export const keyResultSchema = z.strictObject({
  id: id('What commits and branches name it by, for ever. Compared without case.'),
  title: text('What will have changed, as one would say it.'),
  short: z.optional(text('Short name for the status bar. The last part of the id if left out.', 40)),
  owner: z.optional(text('The person or team that owns it.')),
  weight: weight(),
  kind: z.optional(
    described(
      z.enum(['increase', 'decrease', 'maintain', 'atLeast', 'atMost', 'milestone']),
      'How the value is judged. Follows from the other keys if left out.',
    ),
  ),
  metric: z.optional(measuredSchema),
  unit: z.optional(text('Unit shown after the value, as signups, USD or ms.', 40)),
  window: z.optional(
    described(periodSchema, 'Its own first and last day, where they are not those of the cycle.'),
  ),
  start: z.optional(amount(parseQuantity, 'The value that it starts from, as 12000, 1.5k or 1%.')),
  target: z.optional(
    amount(parseTarget, 'The value to reach, as 100M, or relative to the start: +10%, -20%, +500.'),
  ),
  atLeast: z.optional(amount(parseQuantity, 'The value must hold at least this.')),
  atMost: z.optional(amount(parseQuantity, 'The value must hold at most this.')),
  range: z.optional(described(rangeSchema, 'The value must stay between `min` and `max`.')),
  milestones: z.optional(
    described(
      z.array(milestoneSchema).check(z.minLength(1, 'must list at least one milestone')),
      'The parts that it is done in, instead of a metric.',
    ),
  ),
  guardrails: z.optional(
    described(z.array(guardrailSchema), 'Metrics that must not get worse while we chase the target.'),
  ),
  aliases: z.optional(
    described(z.array(id('A former id.')), 'Former ids of this key result, which commits may still carry.'),
  ),
});

export const objectiveSchema = z.strictObject({
  id: id('Name of the objective, unique in this file.'),
  title: text('The value we want to create, in one sentence.'),
  description: z.optional(text('More about why.', 10_000)),
  customer: z.optional(text('For whom: public, an internal team, other engineers.')),
  owner: z.optional(text('The person or team that owns it.')),
  keyResults: z.optional(described(z.array(keyResultSchema), 'How we know that the objective is met.')),
});

export const branchRuleSchema = z.strictObject({
  pattern: text('A glob over branch names, as signup/**.'),
  serves: described(
    z.array(id('Id of a key result.')).check(z.minLength(1, 'must name at least one key result')),
    'Ids of the key results that such a branch serves.',
  ),
});

export const deploymentsSchema = z.strictObject({
  tags: text('A glob over the git tags that mark a release, as v*.'),
});

export const endedSchema = z.strictObject({
  id: id('Id of the key result that is no longer aimed for.'),
  title: z.optional(text('What it was.')),
  ended: z.optional(day('The day it ended, as 2026-09-30.')),
});

export type KeyResultFields = z.infer<typeof keyResultSchema>;

/** The whole file. What a source needs is for its owner to say. */
export function okrSchema<Source>(sourceSchema: z.ZodMiniType<Source>) {
  return z.strictObject({
    $schema: z.optional(described(z.string(), 'Address of the JSON Schema, for editors.')),
    version: described(z.literal(1), 'Version of the file format: 1.'),
    cycle: described(cycleSchema, 'The period that the OKRs run for: `id`, `start`, `end` and `timezone`.'),
    sources: z.optional(
      described(
        z.record(z.string(), sourceSchema),
        'Where numbers come from, by name. Never a secret: sign in from the editor.',
      ),
    ),
    objectives: z.optional(described(z.array(objectiveSchema), 'What we aim for.')),
    branches: z.optional(
      described(z.array(branchRuleSchema), 'Which key results a branch serves, by its name.'),
    ),
    deployments: z.optional(described(deploymentsSchema, 'How releases are recognized.')),
    ended: z.optional(
      described(
        z.array(endedSchema),
        'Key results that are over. Commits keep their ids, so they stay on record.',
      ),
    ),
  });
}
