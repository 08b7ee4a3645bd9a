export const HELP = {
  throughline: `Usage: throughline COMMAND [OPTIONS]

Links code work to outcomes.

Commands:
  status      The objective and key results that this branch serves, with their numbers
  validate    Checks an OKR file
  tag         Writes a commit message with its key results
  hook        Installs or removes the hook that tags commits

Run 'throughline COMMAND --help' for the options of a command.
`,
  status: `Usage: throughline status [--json] [--allow ORIGIN]... [--file PATH]

Shows the objective and key results that the branch serves.

Options:
  --allow ORIGIN   ask this address for numbers (repeatable). Nothing is requested otherwise:
                   the OKR file belongs to the repository, the decision is yours.
                   THROUGHLINE_ALLOW holds the same, separated by commas.
  --file PATH      the OKR file below the repository's root (default okrs.yaml)
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
  tag: `Usage: throughline tag --print ID... [--key KEY] < MESSAGE

Reads a commit message and writes it with an 'OKR: ID' trailer for each ID, by git's own rules.

Options:
  --print      write the message to the standard output
  --key KEY    another trailer key (default OKR)
  --help       this text
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
