import type { FilesPort, GitFailure, GitPort, Result } from '../io/ports';
import { readBranchWork } from '../work/branchWork';
import { readDeployments } from '../work/deployments';
import { readExplicitLink } from '../work/explicitLink';
import type { BranchWork, Head, Operation } from '../work/head';
import { type Layout, readHead, readOperation } from '../work/repository';
import type { Release } from './snapshot';

/** What git says of the branch checked out, before it is held against the OKR file. */
export interface BranchReading {
  readonly head: Head;
  readonly operation?: Operation;
  readonly explicit: readonly string[];
  readonly work: BranchWork;
}

/** More than a sidebar can say anything about. */
const COMMITS_READ = 200;

export async function readBranchState(
  ports: { readonly git: GitPort; readonly files: FilesPort },
  root: string,
  layout: Layout | undefined,
  trailerKey: string,
): Promise<Result<BranchReading, GitFailure>> {
  const { git, files } = ports;
  const head = await readHead(git, root);
  if (!head.ok) return head;
  const branch = head.value.kind === 'detached' ? undefined : head.value.name;
  const [operation, explicit, work] = await Promise.all([
    layout ? readOperation(layout, (path) => files.exists(path)) : undefined,
    branch === undefined ? { ok: true as const, value: [] } : readExplicitLink(git, root, branch),
    readBranchWork(git, root, head.value, { trailerKey, limit: COMMITS_READ }),
  ]);
  if (!explicit.ok) return explicit;
  if (!work.ok) return work;
  return {
    ok: true,
    value: {
      head: head.value,
      ...(operation === undefined ? {} : { operation }),
      explicit: explicit.value,
      work: work.value,
    },
  };
}

/**
 * The releases, and which of them carry commits of the branch.
 * @param pattern a glob over release tags; one that git refuses costs the marks, not the page
 */
export async function readReleases(
  git: GitPort,
  root: string,
  pattern: string | undefined,
  work: BranchWork,
): Promise<readonly Release[]> {
  if (pattern === undefined) return [];
  const releases = await readDeployments(git, root, pattern, work.commits.at(-1)?.id);
  return releases.ok ? releases.value.map(({ name, at, carries }) => ({ name, at, mine: carries })) : [];
}
