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
  readonly releases: readonly Release[];
}

export interface BranchQuestion {
  readonly trailerKey: string;
  /** A glob over release tags. */
  readonly deploymentTags?: string;
}

/** More than a sidebar can say anything about. */
const COMMITS_READ = 200;

export async function readBranchState(
  ports: { readonly git: GitPort; readonly files: FilesPort },
  root: string,
  layout: Layout | undefined,
  question: BranchQuestion,
): Promise<Result<BranchReading, GitFailure>> {
  const { git, files } = ports;
  const head = await readHead(git, root);
  if (!head.ok) return head;
  const { trailerKey, deploymentTags } = question;
  const branch = head.value.kind === 'detached' ? undefined : head.value.name;
  const [operation, explicit, work] = await Promise.all([
    layout ? readOperation(layout, (path) => files.exists(path)) : undefined,
    branch === undefined ? { ok: true as const, value: [] } : readExplicitLink(git, root, branch),
    readBranchWork(git, root, head.value, { trailerKey, limit: COMMITS_READ }),
  ]);
  if (!explicit.ok) return explicit;
  if (!work.ok) return work;
  const releases =
    deploymentTags === undefined
      ? undefined
      : await readDeployments(git, root, deploymentTags, work.value.commits.at(-1)?.id);
  return {
    ok: true,
    value: {
      head: head.value,
      ...(operation === undefined ? {} : { operation }),
      explicit: explicit.value,
      work: work.value,
      // A pattern that git refuses costs the marks, not the page.
      releases: releases?.ok
        ? releases.value.map(({ name, at, carries }) => ({ name, at, mine: carries }))
        : [],
    },
  };
}
