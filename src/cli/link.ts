import { parseArgs } from 'node:util';
import { plainWords } from '../outcome/words';
import { CLOSED, type Here, openHere } from './here';
import { REPOSITORY_OPTIONS } from './options';
import { type Answers, FOUND_PROBLEMS, SUCCESS, USAGE } from './output';
import { readAims } from './readAims';
import { terminalJson, terminalText } from './terminalText';

interface LinkedKeyResult {
  readonly id: string;
  readonly title?: string;
  /** Why it can't be worked for. */
  readonly problem?: string;
}

/** `throughline link`: says, makes or removes the link of the branch checked out. */
export async function link(args: string[], folder: string, answers: Answers): Promise<number> {
  const { values, positionals: ids } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...REPOSITORY_OPTIONS,
      unlink: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if (values.help) return answers.help('link');
  if (values.unlink && ids.length > 0) return answers.usage('link takes ids or --unlink, not both.');
  const here = await openHere(
    { folder, okrPath: values.file, doors: CLOSED, trailer: values.trailer },
    answers,
  );
  if (typeof here === 'number') return USAGE;
  await here.outcome.reloadOkrFile();
  await here.outcome.reloadBranch();
  const { branch } = here.outcome;
  if (branch === undefined) {
    answers.err('throughline: git could not read the branch.\n');
    return USAGE;
  }
  if (ids.length === 0 && !values.unlink) return say(here, values.json, answers);
  if (branch.head.kind === 'detached') {
    answers.err('throughline: No branch is checked out, so there is nothing to link.\n');
    return FOUND_PROBLEMS;
  }
  const linked = values.unlink
    ? await here.module.removeExplicitLink(here.engine.gitPort, here.root, branch.head.name)
    : await linkTo(here, branch.head.name, ids, answers);
  if (typeof linked === 'number') return linked;
  if (!linked.ok) {
    answers.err(`throughline: The link could not be written: ${terminalText(linked.error.detail)}\n`);
    return USAGE;
  }
  await here.outcome.reloadBranch();
  await say(here, values.json, answers);
  return SUCCESS;
}

/** Links where every id is one that can be worked for. */
async function linkTo(
  { module, engine, outcome, root }: Here,
  branch: string,
  ids: readonly string[],
  answers: Answers,
): Promise<number | Awaited<ReturnType<Here['module']['writeExplicitLink']>>> {
  const aims = readAims(outcome, answers);
  if (aims === undefined) return USAGE;
  const written: string[] = [];
  const problems: string[] = [];
  for (const id of ids) {
    const judged = module.judgeId(aims, id, outcome.okrPath);
    if (judged.kind === 'active') written.push(judged.keyResult.id);
    else problems.push(judged.message);
  }
  for (const problem of problems) answers.err(`throughline: ${terminalText(problem)}\n`);
  if (problems.length > 0) return FOUND_PROBLEMS;
  return module.writeExplicitLink(engine.gitPort, root, branch, [...new Set(written)]);
}

/** @returns 1 where the branch is not linked */
function say({ module, outcome }: Here, json: boolean, answers: Answers): number {
  const { branch, okrPath } = outcome;
  if (branch === undefined) return USAGE;
  const { head, link: found } = branch;
  const name = head.kind === 'detached' ? head.commit.slice(0, 8) : head.name;
  const why = module
    .whyLinked(branch, okrPath, plainWords)
    .map(({ text }) => text)
    .join('');
  const aims = outcome.aims;
  const keyResults = (found?.ids ?? []).map((id): LinkedKeyResult => {
    const judged = aims && module.judgeId(aims, id, okrPath);
    if (judged?.kind === 'active') return { id: judged.keyResult.id, title: judged.keyResult.title };
    return { id, ...(judged === undefined ? {} : { problem: judged.message }) };
  });
  if (json) {
    answers.out(terminalJson({ branch: name, linked: found !== undefined, why, ...found, keyResults }));
  } else {
    answers.out(`${terminalText(`${name} · ${why}`)}\n`);
    for (const { id, title, problem } of keyResults) {
      answers.out(`  ${terminalText([id, title ?? problem].filter((part) => part).join('  '))}\n`);
    }
  }
  return found === undefined ? FOUND_PROBLEMS : SUCCESS;
}
