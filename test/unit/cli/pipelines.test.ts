import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../steps/root';
import { buildWhereStale } from '../../support/cliProgram';
import { GitRepository, ISOLATED } from '../../support/gitRepository';

const PAGE = readFileSync(join(ROOT, 'docs/tagging.md'), 'utf8');
const OKRS = `version: 1
cycle: { id: always, start: 2020-01-01, end: 2099-12-31 }
objectives:
  - id: reach
    title: Reach more people
    keyResults:
      - { id: reach.users, title: Users, kind: milestone, milestones: [{ title: one }] }
`;

/** The example that is for a host, as it would be read there. */
function example(sign: string): Record<string, unknown> {
  const blocks = [...PAGE.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  const [found, ...more] = blocks.filter((block) => block.includes(sign));
  assert.ok(found !== undefined && more.length === 0, `one example has ${sign}`);
  return parse(found);
}

function expression(name: string): string {
  return `\${{ ${name} }}`;
}

interface Ran {
  readonly code: number;
  readonly out: string;
}

function run(script: string, cwd: string, env: Readonly<Record<string, string>>): Ran {
  try {
    const out = execFileSync('sh', ['-e', '-c', script], {
      cwd,
      env: { ...process.env, ...ISOLATED, GITHUB_ACTIONS: '', ...env },
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return { code: 0, out };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, out: stdout };
  }
}

describe('the pipelines of the documentation', () => {
  let repository: GitRepository;
  let base: string;

  before(() => {
    buildWhereStale();
  });

  beforeEach(() => {
    repository = new GitRepository();
    repository.write('okrs.yaml', OKRS);
    repository.git('add', 'okrs.yaml');
    base = repository.commit('one');
    // As the page says: these files and no others.
    const lines = PAGE.match(/^(rm|mkdir|cp) .*\.\.\/your-repository\/.*$/gm) ?? [];
    assert.equal(lines.length, 3);
    const script = lines.join('\n').replaceAll('../your-repository', repository.root);
    assert.equal(run(script, ROOT, {}).code, 0);
    repository.commit('Two\n\nOKR: reach.users\n');
  });

  afterEach(() => repository.dispose());

  it('for GitHub fetch the whole history, pass nothing of a pull request as code, and run', () => {
    const { on, permissions, jobs } = example('actions/checkout') as {
      readonly on: string;
      readonly permissions: unknown;
      readonly jobs: { readonly tags: { readonly steps: readonly Record<string, unknown>[] } };
    };
    assert.deepEqual([on, permissions], ['pull_request', { contents: 'read' }]);
    const [checkout, , step] = jobs.tags.steps;
    assert.deepEqual(checkout?.with, { 'fetch-depth': 0, 'persist-credentials': false });
    const script = String(step?.run);
    assert.doesNotMatch(script, /\$\{\{/);
    assert.deepEqual(step?.env, {
      BASE: expression('github.event.pull_request.base.sha'),
      HEAD: expression('github.event.pull_request.head.sha'),
    });
    const env = (): Record<string, string> => ({
      GITHUB_ACTIONS: 'true',
      BASE: base,
      HEAD: repository.git('rev-parse', 'HEAD'),
    });
    assert.deepEqual(run(script, repository.root, env()), {
      code: 0,
      out: '1 commit checked: no problems.\n',
    });
    repository.commit('Three');
    const failed = run(script, repository.root, env());
    assert.equal(failed.code, 1);
    assert.match(failed.out, /^::error title=Throughline%3A no-tag::\w{8} \(Three\): /);
  });

  it('for GitLab fetch the whole history, run, and leave the report that they name', () => {
    const { throughline } = example('CI_PIPELINE_SOURCE') as {
      readonly throughline: {
        readonly variables: Readonly<Record<string, string>>;
        readonly script: readonly string[];
        readonly artifacts: { readonly when: string; readonly reports: { readonly codequality: string } };
      };
    };
    const { variables, script, artifacts } = throughline;
    assert.deepEqual([variables, artifacts.when], [{ GIT_DEPTH: '0' }, 'always']);
    const wrong = repository.commit('Three\n\nOKR: reach.user\n');
    const env = { CI_MERGE_REQUEST_DIFF_BASE_SHA: base, CI_COMMIT_SHA: wrong };
    assert.equal(run(script.join('\n'), repository.root, env).code, 1);
    const report = JSON.parse(readFileSync(join(repository.root, artifacts.reports.codequality), 'utf8'));
    assert.deepEqual(
      report.map((one: Record<string, unknown>) => one.check_name),
      ['throughline/unknown-id'],
    );
  });
});
