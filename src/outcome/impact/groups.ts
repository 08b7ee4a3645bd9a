import type { Deployed } from './model';

/** Deployments that can't be told apart, oldest first. */
export type Group = readonly [Deployed, ...Deployed[]];

const APART = 2 * 86_400_000;

/** Deployments less than two full days apart are one; the groups are oldest first. */
export function groupsOf(deployments: readonly Deployed[]): readonly Group[] {
  const groups: [Deployed, ...Deployed[]][] = [];
  for (const one of deployments.toSorted((a, b) => a.at - b.at)) {
    const group = groups.at(-1);
    if (group && one.at - (group.at(-1)?.at ?? 0) < APART) group.push(one);
    else groups.push([one]);
  }
  return groups;
}
