import { aimOf } from './aim';
import type { Findings } from './findings';
import type { IdRegister } from './idRegister';
import type { Aim, Cycle, Guardrail, KeyResult, MetricRef, Objective } from './model';
import { nearest } from './nearest';
import { entriesOf, type Place, readPart, spanAt } from './okrReader';
import { guardrailSchema, type KeyResultFields, keyResultSchema, objectiveSchema } from './okrSchema';
import { shorten } from './shorten';
import type { YamlNode } from './yamlTree';

/** What reading a part of the file needs to know of the rest. */
export interface FileContext {
  readonly findings: Findings;
  readonly ids: IdRegister;
  readonly cycle: Cycle;
  /** As written, whether or not they are healthy. */
  readonly sourceNames: ReadonlySet<string>;
}

/** A place whose id, if it has one, was compared with all others. */
interface Named extends Place {
  readonly id: string | undefined;
  readonly unique: boolean;
}

/** Reads what is healthy; an objective that is wrong itself is kept for its healthy key results. */
export function readObjectives(root: YamlNode, context: FileContext): Objective[] {
  const { findings, ids } = context;
  // All current ids before any alias: a former id must not take the place of a current one.
  const outline = entriesOf(root, 'objectives', 'The objective', findings).map((place) => ({
    ...nameOf(place, 'objective', ids),
    keyResults: entriesOf(place.node, 'keyResults', 'The key result', findings).map((one) =>
      nameOf(one, 'keyResult', ids),
    ),
  }));
  return outline.flatMap(({ keyResults, ...place }, index) => {
    const fields = readPart(objectiveSchema, place, findings, ['keyResults']);
    const id = fields && place.unique ? fields.id : `objective-${index + 1}`;
    const healthy = keyResults.flatMap((one) => readKeyResult(one, id, context) ?? []);
    if ((!fields || !place.unique) && healthy.length === 0) return [];
    const { title = place.id ?? id, description, customer, owner } = fields ?? {};
    return {
      id,
      title,
      ...(description === undefined ? {} : { description }),
      ...(customer === undefined ? {} : { customer }),
      ...(owner === undefined ? {} : { owner }),
      keyResults: healthy,
      line: lineOf(place, context),
    };
  });
}

function nameOf(place: Place, owner: 'objective' | 'keyResult', ids: IdRegister): Named {
  const id = place.node.entries?.get('id')?.node.value;
  if (typeof id !== 'string') return { ...place, id: undefined, unique: true };
  return { ...place, id, unique: ids.claim(id, owner, spanAt(place, ['id'])) };
}

function readKeyResult(place: Named, objectiveId: string, context: FileContext): KeyResult | undefined {
  const { findings, cycle } = context;
  const fields = readPart(keyResultSchema, place, findings, ['guardrails']);
  const guardrails = readGuardrails(place, context);
  const aim = fields && readAim(fields, place, findings);
  if (!fields || !aim || !place.unique) return undefined;
  if (fields.metric) {
    checkSource(fields.metric, ['metric'], place, context);
    const { control } = fields.metric;
    if (control) checkSource(control, ['metric', 'control'], place, context);
  }
  const { id, title, short = lastPartOf(id), owner, weight, metric, unit, window } = fields;
  return {
    id,
    title,
    shortTitle: short,
    objectiveId,
    weight,
    aim,
    ...(owner === undefined ? {} : { owner }),
    ...(metric === undefined || aim.kind === 'milestone' ? {} : { metric: metricOf(metric) }),
    ...(unit === undefined ? {} : { unit }),
    window: window ?? { start: cycle.start, end: cycle.end },
    guardrails,
    aliases: (fields.aliases ?? []).filter((alias, index) =>
      context.ids.claim(alias, 'alias', spanAt(place, ['aliases', index])),
    ),
    line: lineOf(place, context),
  };
}

function readAim(fields: KeyResultFields, place: Place, findings: Findings): Aim | undefined {
  const read = aimOf(fields);
  if (!read.ok) {
    const { key, message } = read.error;
    findings.error(spanAt(place, key === undefined ? [] : [key]), message);
    return undefined;
  }
  const aim = read.value;
  if (aim.kind !== 'milestone' && !fields.metric) {
    findings.error(
      spanAt(place, []),
      '`metric` is missing: a `source` and a `query` that the value comes from.',
    );
    return undefined;
  }
  if (aim.kind === 'milestone' && fields.metric) {
    findings.warning(
      spanAt(place, ['metric']),
      'Milestones are judged by what is done; this metric is not read.',
    );
  }
  if ((aim.kind === 'milestone' || aim.kind === 'maintain') && fields.start) {
    findings.warning(spanAt(place, ['start']), '`start` makes no difference here and is not read.');
  }
  if ('target' in aim && aim.target.percent && !aim.start.percent) {
    const change = Number((aim.target.value * 100).toPrecision(15));
    findings.warning(
      spanAt(place, ['target']),
      `The target is a percentage, but \`start\` is not. To grow by ${change}%, write +${change}%.`,
    );
  }
  return aim;
}

function readGuardrails(parent: Place, context: FileContext): Guardrail[] {
  return entriesOf(parent.node, 'guardrails', 'The guardrail', context.findings).flatMap((place) => {
    const fields = readPart(guardrailSchema, place, context.findings);
    if (!fields) return [];
    checkSource(fields.metric, ['metric'], place, context);
    const { title, metric, atMost, atLeast } = fields;
    return {
      title,
      metric: metricOf(metric),
      ...(atMost ? { atMost } : {}),
      ...(atLeast ? { atLeast } : {}),
    };
  });
}

/** An unknown source is reported, but hides nothing: the key result shows what its number lacks. */
function checkSource(
  { source }: Pick<MetricRef, 'source'>,
  at: readonly string[],
  place: Place,
  { sourceNames, findings }: FileContext,
): void {
  if (sourceNames.has(source)) return;
  findings.error(spanAt(place, [...at, 'source']), () => {
    const meant = nearest(source, sourceNames);
    const advice = meant === undefined ? 'Add it there, or name one that is.' : `Did you mean \`${meant}\`?`;
    return `\`${shorten(source)}\` is not under \`sources\`. ${advice}`;
  });
}

function metricOf({ changed, control, ...metric }: NonNullable<KeyResultFields['metric']>): MetricRef {
  return {
    ...metric,
    ...(changed === undefined ? {} : { changed }),
    ...(control === undefined
      ? {}
      : { control: { ...control, title: control.title ?? nameOfQuery(control) } }),
  };
}

function nameOfQuery({ query, source }: Pick<MetricRef, 'query' | 'source'>): string {
  return query.trim() === '' ? source : query;
}

function lastPartOf(id: string): string {
  return id.split(/[./]/).findLast((part) => part !== '') ?? id;
}

function lineOf(place: Place, { findings }: FileContext): number {
  return findings.lineOf(spanAt(place, []));
}
