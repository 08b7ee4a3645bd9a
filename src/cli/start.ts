import { parseArgs } from 'node:util';
import { nameProblemText } from '../outcome/nameProblemText';
import { plainWords } from '../outcome/words';
import { CLOSED, type Here, openHere } from './here';
import { REPOSITORY_OPTIONS } from './options';
import { type Answers, FOUND_PROBLEMS, SUCCESS, USAGE } from './output';
import { readAims } from './readAims';
import { shellWord } from './shellWord';
import { terminalText } from './terminalText';

/** `throughline start`: makes and checks out a branch that serves a key result. */
export async function start(args: string[], folder: string, answers: Answers): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...REPOSITORY_OPTIONS,
      name: { type: 'string' },
      from: { type: 'string' },
      template: { type: 'string' },
      print: { type: 'boolean', default: false },
    },
  });
  if (values.help) return answers.help('start');
  const [id, ...words] = positionals;
  if (id === undefined) return answers.usage('start needs the id of a key result.');
  const here = await openHere(
    { folder, okrPath: values.file, doors: CLOSED, trailer: values.trailer },
    answers,
  );
  if (typeof here === 'number') return USAGE;
  const { module, outcome } = here;
  await outcome.reloadOkrFile();
  // What is wrong with the file is said only of a branch that is known.
  if (outcome.aims === undefined) await outcome.reloadBranch();
  const aims = readAims(outcome, answers);
  if (aims === undefined) return USAGE;
  const judged = module.judgeId(aims, id, outcome.okrPath);
  if (judged.kind !== 'active') return refuse(judged.message, answers);

  const { keyResult } = judged;
  const ids = [keyResult.id, ...keyResult.aliases];
  const name =
    values.name ??
    module.proposeBranchName({
      ids,
      slug: module.slugOf(words.join(' ')) || module.slugOf(keyResult.shortTitle),
      rules: aims.branches,
      template: values.template ?? module.DEFAULT_TEMPLATE,
      day: module.dayOf(Date.now(), aims.cycle.timezone),
    });
  const problem = module.branchNameProblem(name);
  if (problem !== undefined) return refuse(`'${name}': ${nameProblemText(problem, plainWords)}`, answers);
  if (values.print) {
    answers.out(`${terminalText(name)}\n`);
    return SUCCESS;
  }
  const made = await make(here, name, values.from, answers);
  if (made !== SUCCESS) return made;
  const linked = await module.linkStarted(here.engine.gitPort, here.root, name, ids, aims.branches);
  const how = linked.ok && linked.value === 'name' ? 'by its name' : 'by hand, in this clone';
  if (linked.ok) answers.out(`${terminalText(`${name} · linked to ${keyResult.id} ${how}`)}\n`);
  else
    answers.err(`throughline: ${terminalText(`${name} was made, but not linked: ${linked.error.detail}`)}\n`);
  return linked.ok ? SUCCESS : USAGE;
}

async function make(
  { module, engine: { gitPort }, root }: Here,
  name: string,
  from: string | undefined,
  answers: Answers,
): Promise<number> {
  const there = await module.branchExists(gitPort, root, name);
  if (there.ok && there.value) {
    return refuse(`The branch '${name}' exists. To go on with it: git switch ${shellWord(name)}`, answers);
  }
  const at = from === undefined ? undefined : await module.resolveCommit(gitPort, root, from);
  if (at?.ok === false) return refuse(`There is no commit '${from}' in this clone.`, answers);
  const made = await module.createBranch(gitPort, root, name, at?.value);
  return made.ok ? SUCCESS : refuse(`git made no branch: ${made.error.detail}`, answers);
}

function refuse(message: string, answers: Answers): number {
  answers.err(`throughline: ${terminalText(message)}\n`);
  return FOUND_PROBLEMS;
}
