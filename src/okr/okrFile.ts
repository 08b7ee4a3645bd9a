import { LineCounter } from 'yaml';
import type * as z from 'zod/mini';
import { Findings } from './findings';
import { IdRegister } from './idRegister';
import { unknownKeyText } from './issueText';
import type { BranchRule, Cycle, DaysLeftOut, EndedKeyResult, OkrDocument, OkrFile } from './model';
import { entriesOf, type Place, readPart, spanAt } from './okrReader';
import {
  branchRuleSchema,
  cycleSchema,
  deploymentsSchema,
  endedSchema,
  leaveOutSchema,
  okrSchema,
  periodSchema,
} from './okrSchema';
import { type FileContext, readObjectives } from './readObjectives';
import { readYamlTree, type YamlNode } from './yamlTree';

/** In UTF-16 units. A thousand key results need half of it; the worst that YAML can be made of takes seconds. */
const LONGEST = 500_000;

/**
 * Reads an OKR file, YAML or JSON. Never throws: what is wrong is a diagnostic at its place, and what is healthy
 * beside it is read all the same. Text without content gives no file and one warning, no error.
 * @param sourceSchema what an entry under `sources` may be
 */
export function parseOkrFile<Source>(text: string, sourceSchema: z.ZodMiniType<Source>): OkrDocument<Source> {
  const lines = new LineCounter();
  const findings = new Findings(lines);
  const file = readText(text, sourceSchema, lines, findings);
  const diagnostics = findings.diagnostics();
  return file ? { file, diagnostics } : { diagnostics };
}

function readText<Source>(
  text: string,
  sourceSchema: z.ZodMiniType<Source>,
  lines: LineCounter,
  findings: Findings,
): OkrFile<Source> | undefined {
  if (text.length > LONGEST) {
    findings.error(
      { start: 0, end: 0 },
      'This file is larger than 500 kB and was not read. Move what is over elsewhere.',
    );
    return undefined;
  }
  // A byte order mark is no character of the first line, neither to YAML nor to an editor.
  const tree = readYamlTree(text.replace(/^\uFEFF/, ''), lines, findings);
  // What broken YAML hides looks missing: only the cause is worth telling.
  return tree && readRoot(tree.root, sourceSchema, tree.broken ? new Findings(lines) : findings);
}

function readRoot<Source>(
  node: YamlNode,
  sourceSchema: z.ZodMiniType<Source>,
  findings: Findings,
): OkrFile<Source> | undefined {
  const root: Place = { node, name: 'The OKR file' };
  if (node.value === null) {
    findings.warning(
      node.span,
      'This OKR file is empty. Begin with `version: 1`, a `cycle` and `objectives`.',
    );
    return undefined;
  }
  if (!node.entries) {
    findings.error(node.span, 'This is no OKR file: it must be a map that begins with `version: 1`.');
    return undefined;
  }
  const schema = okrSchema(sourceSchema);
  for (const [name, { key }] of node.entries) {
    if (!Object.hasOwn(schema.shape, name)) findings.warning(key, () => unknownKeyText(name, schema, []));
  }
  if (!readVersion(root, findings)) return undefined;
  const cycle = readCycle(root, findings);
  const sources = readSources(root, sourceSchema, findings);
  if (!cycle) return undefined;
  const context: FileContext = {
    findings,
    cycle,
    ids: new IdRegister(findings),
    sourceNames: new Set(node.entries.get('sources')?.node.entries?.keys()),
  };
  const objectives = readObjectives(node, context);
  const ended = readEnded(root, context);
  const deployments = readKey(deploymentsSchema, root, 'deployments', findings);
  return {
    cycle,
    sources,
    objectives,
    branches: readBranches(root, context),
    ...(deployments ? { deploymentTags: deployments.tags } : {}),
    ended,
  };
}

/** False where the file is of a version that would be misread. */
function readVersion(root: Place, findings: Findings): boolean {
  const version = root.node.entries?.get('version')?.node.value ?? null;
  if (version === null)
    findings.error(spanAt(root, ['version']), '`version` is missing. Add `version: 1` at the top.');
  else if (version !== 1) {
    findings.error(
      spanAt(root, ['version']),
      'This version is not known here. Write `version: 1`, or update Throughline.',
    );
  }
  return version === null || version === 1;
}

function readCycle(root: Place, findings: Findings): Cycle | undefined {
  const entry = root.node.entries?.get('cycle');
  if (!entry || entry.node.value === null) {
    findings.error(
      spanAt(root, ['cycle']),
      '`cycle` is missing. Add `cycle: { id: 2026-Q4, start: 2026-10-01, end: 2026-12-31 }`.',
    );
    return undefined;
  }
  const place = { ...entry, name: '`cycle`' };
  const cycle = readPart(cycleSchema, place, findings, ['leaveOut']);
  const leaveOut = readLeaveOut(place, findings);
  if (cycle)
    return { id: cycle.id, start: cycle.start, end: cycle.end, timezone: cycle.timezone, ...leaveOut };
  // The days are what the rest needs: a wrong name or time zone is reported, but hides nothing.
  const [start, end] = ['start', 'end'].map((key) => entry.node.entries?.get(key)?.node.value);
  const period = periodSchema.safeParse({ start, end });
  const id = entry.node.entries?.get('id')?.node.value;
  return period.success
    ? { id: typeof id === 'string' ? id : period.data.start, ...period.data, timezone: 'UTC', ...leaveOut }
    : undefined;
}

function readLeaveOut(cycle: Place, findings: Findings): { readonly leaveOut?: readonly DaysLeftOut[] } {
  const leaveOut = entriesOf(cycle.node, 'leaveOut', 'The entry of `leaveOut`', findings).flatMap(
    (place): DaysLeftOut[] => {
      const { date, start = date, end = date, why } = readPart(leaveOutSchema, place, findings) ?? {};
      if (start === undefined || end === undefined) return [];
      return [{ start, end, ...(why === undefined ? {} : { why }) }];
    },
  );
  return leaveOut.length === 0 ? {} : { leaveOut };
}

function readSources<Source>(
  root: Place,
  schema: z.ZodMiniType<Source>,
  findings: Findings,
): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  const node = root.node.entries?.get('sources')?.node;
  if (!node || node.value === null) return sources;
  if (!node.entries)
    findings.error(spanAt(root, ['sources']), '`sources` must be a map of names with what they are.');
  for (const [name, entry] of node.entries ?? []) {
    const source = readPart(schema, { ...entry, name: `The source \`${name}\`` }, findings);
    if (source !== undefined) sources.set(name, source);
  }
  return sources;
}

function readBranches(root: Place, { findings, ids }: FileContext): BranchRule[] {
  return entriesOf(root.node, 'branches', 'The branch rule', findings).flatMap((place) => {
    const rule = readPart(branchRuleSchema, place, findings);
    if (!rule) return [];
    for (const [index, id] of rule.serves.entries()) ids.checkServed(id, spanAt(place, ['serves', index]));
    return { ...rule, line: findings.lineOf(spanAt(place, [])) };
  });
}

function readEnded(root: Place, { findings, ids }: FileContext): EndedKeyResult[] {
  return entriesOf(root.node, 'ended', 'The ended key result', findings).flatMap((place) => {
    const fields = readPart(endedSchema, place, findings);
    if (!fields || !ids.claim(fields.id, 'ended', spanAt(place, ['id']))) return [];
    const { id, title, ended } = fields;
    return { id, ...(title === undefined ? {} : { title }), ...(ended === undefined ? {} : { ended }) };
  });
}

function readKey<Read>(
  schema: z.ZodMiniType<Read>,
  root: Place,
  key: string,
  findings: Findings,
): Read | undefined {
  const entry = root.node.entries?.get(key);
  if (!entry || entry.node.value === null) return undefined;
  return readPart(schema, { ...entry, name: `\`${key}\`` }, findings);
}
