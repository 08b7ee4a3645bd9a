import { findId } from '../okr/lookup';
import type { EndedKeyResult, KeyResult } from '../okr/model';
import type { Link } from '../work/link';
import type { Aims } from './okrDocument';

/** A link resolved against the OKR file. */
export interface Served {
  readonly active: readonly KeyResult[];
  readonly ended: readonly EndedKeyResult[];
  readonly unknown: readonly string[];
}

export function servedKeyResults(link: Link | undefined, aims: Aims): Served {
  const active = new Map<string, KeyResult>();
  const ended = new Map<string, EndedKeyResult>();
  const unknown: string[] = [];
  for (const id of link?.ids ?? []) {
    const found = findId(aims, id);
    if (found.kind === 'active') active.set(found.keyResult.id, found.keyResult);
    else if (found.kind === 'ended') ended.set(found.ended.id, found.ended);
    else unknown.push(id);
  }
  return { active: [...active.values()], ended: [...ended.values()], unknown };
}
