export const HELP = {
  throughline: `Usage: throughline COMMAND [OPTIONS]

Links code work to outcomes.

Commands:
  status      The objective and key results that this branch serves, with their numbers
  validate    Checks an OKR file
  tag         Tags commits, or writes a commit message, with key results
  link        What this branch is linked to and why; links it
  start       Makes a branch for a key result
  pr          The outcome of this branch as text for a pull request
  ledger      What every commit in the history was for, and the release that shipped it
  blame       What the lines of a file are for: the key result that the last commit of each served
  impact      Whether a metric moved since a release
  forecast    Whether a key result will be reached
  check       For pipelines: whether every commit of a range has valid tags
  hook        Installs or removes the hook that tags commits

Run 'throughline COMMAND --help' for the options of a command.
`,
  status: `Usage: throughline status [--json] [--allow ORIGIN]... [--file PATH] [--trailer KEY]

Shows the objective and key results that the branch serves.

Options:
  --allow ORIGIN   ask this address for numbers (repeatable). Nothing is requested otherwise:
                   the OKR file belongs to the repository, the decision is yours.
                   THROUGHLINE_ALLOW holds the same, separated by commas.
  --file PATH      the OKR file below the repository's root (default okrs.yaml)
  --trailer KEY    the key of the trailer that tags commits
                   (default: git config throughline.trailerKey, else OKR)
  --json           the view model as JSON
  --help           this text

Environment:
  THROUGHLINE_CREDENTIAL_<NAME>
                            One per address, which it begins with: 'https://prometheus.example.com Bearer …', or
                            'https://api.datadoghq.eu DD-API-KEY: …' for another header. Several for one address
                            are several headers.
  THROUGHLINE_CREDENTIALS   All at once, as JSON: {"https://prometheus.example.com": "Bearer …"}; the value is sent as
                            Authorization to that address only. {"header": "X-Api-Key", "value": "…"}
                            sends another header.
`,
  validate: `Usage: throughline validate [FILE] [--json]

Checks an OKR file (default okrs.yaml in this folder) and prints each finding as
'FILE:LINE:COLUMN: message'. Ends with 1 where there is an error, with 0 otherwise.

Options:
  --json   the findings as JSON
  --help   this text
`,
  tag: `Usage: throughline tag --print ID... [--trailer KEY] < MESSAGE
       throughline tag [ID...] --amend [--notes]
       throughline tag [ID...] --range A..B [--notes] [--drop-signatures] [--committer-date keep|now]
       throughline tag --undo

Tags with an 'OKR: ID' trailer for each ID, by git's own rules. Without an ID with the key results
that the branch serves. An ID that the OKR file does not know is refused, but for --print.

What to tag:
  --print        read a commit message and write it, with its trailers, to the standard output
  --amend        amend the last commit
  --range A..B   rewrite the messages of the commits of a range that carry no tag yet, and nothing else
                 of them. They and those after them get new ids; author, dates and merges stay.
  --undo         move the branch back to where it was before the last --range

Options:
  --notes                    give commits that are pushed a git note (refs/notes/okr); they are refused
                             otherwise
  --drop-signatures          rewrite signed commits too, which then are not signed any more
  --committer-date keep|now  of rewritten commits (default keep)
  --trailer KEY              the trailer's key (default: git config throughline.trailerKey, else OKR)
  --file PATH                the OKR file below the repository's root (default okrs.yaml)
  --help                     this text

Ends with 1 where nothing could be changed, and says why.
`,
  link: `Usage: throughline link [ID...] [--unlink] [--json] [--file PATH]

Says what this branch is linked to and why, and ends with 1 where it is not linked.
With ids, links the branch by hand, in this clone (git config branch.<name>.okr), in place of what was
linked by hand before. An id that is no key result of the OKR file changes nothing and ends with 1.

Options:
  --unlink      remove the link by hand
  --file PATH   the OKR file below the repository's root (default okrs.yaml)
  --json        the link as JSON
  --trailer KEY the trailer's key (default: git config throughline.trailerKey, else OKR)
  --help        this text

Ends with 2 where nothing could be done: no repository, no OKR file, or git refused.
`,
  start: `Usage: throughline start ID [WORDS...] [--name NAME] [--from REVISION] [--template TEMPLATE] [--print]

Makes a branch for a key result and checks it out. Its name follows the first branch pattern of the OKR file that
links it to the key result, with the words in place of the wildcard: signup/** gives signup/one-tap. Where there
is none, it follows the template, and the branch is linked by hand, in this clone. Changes that are not committed
come along; where git refuses, nothing has happened.

Options:
  --name NAME           this name
  --from REVISION       start there (default HEAD)
  --template TEMPLATE   with {id}, {slug} and {date} (default {id}/{slug})
  --print               only print the name
  --file PATH           the OKR file below the repository's root (default okrs.yaml)
  --trailer KEY         the trailer's key (default: git config throughline.trailerKey, else OKR)
  --help                this text

Ends with 1 where there is no such key result, where the branch exists, or where git refuses.
`,
  pr: `Usage: throughline pr [--allow ORIGIN]... [--file PATH]

Writes the outcome of this branch as Markdown for the description of a pull request: the objective, the key results
with value and target, the commits, and the tags as last paragraph, where git reads them after a squash merge that
takes the description as message. Ends with 1 where the branch serves no key result.

Options:
  --allow ORIGIN   ask this address for numbers, as for 'throughline status'; a number that is not known says so
  --file PATH      the OKR file below the repository's root (default okrs.yaml)
  --trailer KEY    the trailer's key (default: git config throughline.trailerKey, else OKR)
  --help           this text
`,
  ledger: `Usage: throughline ledger [--json | --csv | --md] [--since DATE | --cycle ID] [--key-result ID] [--path P]
                          [--trailer KEY] [--rebuild] [--file PATH]

Says what the commits in the history of HEAD served: for each key result how many there are, since when, and how many
no release contains. With --key-result or --path the commits themselves. Merges that carry nothing are no work and
not counted. The first time the whole history is read; later only what is new.

Options:
  --json, --csv, --md  the commits themselves, newest first: id, time, key results, subject, first release
  --since DATE         committed on that day (UTC) or later
  --cycle ID           committed in the cycle of the OKR file
  --key-result ID      that serve this key result, by its id or a former one
  --path P             that changed this path, which is one of git's pathspecs
  --trailer KEY        the same over any trailer, such as Signed-off-by
                       (default: git config throughline.trailerKey, else OKR)
  --rebuild            read the whole history anew
  --file PATH          the OKR file below the repository's root (default okrs.yaml)
  --help               this text

Environment:
  THROUGHLINE_STORAGE  the folder in which the index is kept; the editor sets it in its terminals
`,
  blame: `Usage: throughline blame FILE[:LINE] [--json] [--allow ORIGIN]... [--file PATH]

Says for each line of a file which key result the commit served that wrote it last, a row for lines next to each
other; with a line, all that is known of that one. Lines of the file on disk that no commit has say so.

Options:
  --allow ORIGIN   ask this address for numbers, as for 'throughline status'
  --file PATH      the OKR file below the repository's root (default okrs.yaml)
  --trailer KEY    the key of the trailer that tags commits
                   (default: git config throughline.trailerKey, else OKR)
  --json           as JSON, a row for lines next to each other of one commit
  --help           this text

Ends with 1 where the file has no lines that a commit could have.
`,
  check: `Usage: throughline check A..B [--require] [--json | --format FORMAT] [--codequality FILE] [--file PATH]

Holds the tags of every commit that B has and A does not against the OKR file that the same commit has.
Merges and reverts are left out. A tag that names a key result which has ended is a warning.

Options:
  --require            a commit without a tag is an error too
  --format FORMAT      text; github: annotations of GitHub Actions (the default there, by GITHUB_ACTIONS=true);
                       gitlab: the report that --codequality writes, to the standard output
  --codequality FILE   also write a report for GitLab's artifacts:reports:codequality
  --json               everything as JSON
  --file PATH          the OKR file below the repository's root (default okrs.yaml)
  --trailer KEY        the trailer's key (default: git config throughline.trailerKey, else OKR)
  --help               this text

Ends with 0 where there is no error, with 1 where there is one, and with 2 where nothing could be checked: no such
commit, a shallow clone that does not have it, a partial clone without the OKR file, or no OKR file at all.
`,
  impact: `Usage: throughline impact KR [--since TAG|DATE] [--json]
       throughline impact --series FILE.csv --at DATE [--period N] [--no-log] [--all] [--json]

Says whether the metric of a key result moved since a release, or that it can't be told yet: why, what could be seen
with the days there are, and when to look again. The releases that brought commits of the key result in this cycle
count as its deployments, every release where no commit is tagged with it; those near the one asked about are allowed
for, others are named. Without --since, the newest of them that carries commits of this branch, else the newest one that
seven days have passed since.

Options:
  --since TAG|DATE   this release, or a deployment in the night to this day (2026-11-02) or at this time
                     (2026-11-02T10:00Z)
  --series FILE      a CSV of date,value in place of a key result; each of its days counts as over, and of
                     several values of one day the last one counts
  --at DATE          the first day after the deployment, or its time (2026-11-02T10:00Z)
  --period N         length of the season in rows (default 7 for days, 12 for two years of months, else 1)
  --no-log           compare by difference where ratios would be compared
  --all              compare all rows of the file, not 28 to 56 days before with up to 28 after
  --allow ORIGIN     ask this address for numbers, as for 'throughline status'
  --file PATH        the OKR file below the repository's root (default okrs.yaml)
  --trailer KEY      the trailer's key (default: git config throughline.trailerKey, else OKR)
  --json             every figure as JSON, null where it is not known: answer, reason, estimate, median, lower,
                     upper, pUp, smallestDetectable, window, since, others, unrelated, every (whether every
                     release counted), brought (whether the one named brought commits of the key result), beside
                     (what it was compared beside), again and more. Where there is nothing to answer about,
                     too: reason and text say why
  --help             this text

Ends with 0 where there is an answer, also where it can't be told yet, with 1 where there is no such key result or it
has no numbers, and with 2 where nothing could be read.
`,
  forecast: `Usage: throughline forecast KR [--json]
       throughline forecast --series FILE.csv --target N --by DATE [--period N] [--json]

Says how likely a key result is reached at its deadline, in whole tens of percent, the value expected then, and how
fast it has to go from here; or why that can't be foreseen. Milestones, and numbers that are entered now and then, have
the pace alone.

Options:
  --series FILE    a CSV of date,value in place of a key result; each of its days counts as over, and of
                   several values of one day the last one counts
  --target N       the value to reach, from either side (600, 1.5k, 100M)
  --by DATE        the last day to reach it
  --period N       length of the season in rows (default 7 for days, 12 for two years of months, else 1)
  --allow ORIGIN   ask this address for numbers, as for 'throughline status'
  --file PATH      the OKR file below the repository's root (default okrs.yaml)
  --trailer KEY    the trailer's key (default: git config throughline.trailerKey, else OKR)
  --json           every figure as JSON, null where it is not known: reason, pHit (before it is rounded), expected,
                   pace, and of each step ahead day, mean, lower80, upper80, lower95 and upper95; of what adds
                   up, totals are the same of the sum so far
  --help           this text

Ends as 'throughline impact' does.
`,
  hook: `Usage: throughline hook install|remove|status [--check off|warn|require] [--yes]

install adds a commit hook to this clone, in plain sh: every commit on a linked branch gets a trailer
for each key result of the branch. Shows what it changes and asks. Goes with husky, lefthook, pre-commit,
simple-git-hooks, core.hooksPath and hooks of your own; installing twice changes nothing.
remove takes it out again; each file is then as it was. status says how it stands, and ends with 1 where
the hook is missing or not whole.

Options:
  --check MODE   what happens to a commit without a valid tag: off (as at first), warn says so, require stops
                 the commit and keeps its message. Kept in git config throughline.check.
  --file PATH    the OKR file below the repository's root (default okrs.yaml)
  --yes, -y      do it without asking; needed where nobody can be asked
  --help         this text
`,
} as const;
