export const HELP = {
  throughline: `Usage: throughline COMMAND [OPTIONS]

Links code work to outcomes.

Commands:
  status      The objective and key results that this branch serves, with their numbers
  validate    Checks an OKR file
  tag         Writes a commit message with its key results

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

Reads a commit message and writes it with an 'OKR: ID' trailer for each ID, by git's own rules.

Options:
  --print         write the message to the standard output
  --trailer KEY   the trailer's key (default: git config throughline.trailerKey, else OKR)
  --help          this text
`,
} as const;
