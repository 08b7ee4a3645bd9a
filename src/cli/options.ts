export const HELP_OPTION = { help: { type: 'boolean', short: 'h' } } as const;

export const OKR_FILE_OPTION = { file: { type: 'string', default: 'okrs.yaml' } } as const;

/** What every command takes that reads commits by what they are for. */
export const REPOSITORY_OPTIONS = {
  ...HELP_OPTION,
  ...OKR_FILE_OPTION,
  trailer: { type: 'string' },
} as const;

/** And every one that asks for numbers. */
export const NUMBER_OPTIONS = {
  ...REPOSITORY_OPTIONS,
  allow: { type: 'string', multiple: true, default: [] as string[] },
} as const;
