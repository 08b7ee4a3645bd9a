export const HELP = {
  throughline: `Usage: throughline COMMAND [OPTIONS]

Links code work to outcomes.

Commands:
  status      The objective and key results that this branch serves, with their numbers
  validate    Checks an OKR file
  tag         Tags commits, or writes a commit message, with key results

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
       throughline tag [ID...] --amend [--notes]
       throughline tag [ID...] --range A..B [--notes] [--drop-signatures] [--committer-date keep|now]
       throughline tag --undo

Tags with an 'OKR: ID' trailer for each ID, by git's own rules. Without an ID with the key results
that the branch serves.

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
  --key KEY                  another trailer key (default OKR)
  --file PATH                the OKR file below the repository's root (default okrs.yaml)
  --help                     this text

Ends with 1 where nothing could be changed, and says why.
`,
} as const;
