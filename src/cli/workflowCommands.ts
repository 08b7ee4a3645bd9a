/**
 * Annotations of GitHub Actions, as the runner reads them from the output: `::error title=…::message`, described in
 * "Workflow commands for GitHub Actions".
 */

export interface Annotation {
  readonly severity: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
  /** Below the repository's root. */
  readonly file?: string;
  readonly line?: number;
}

export function workflowCommand({ severity, title, message, file, line }: Annotation): string {
  const properties = [
    `title=${property(title)}`,
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
  ];
  return `::${severity} ${properties.join(',')}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/**
 * A line that a pipeline's runner shows and does not obey: `::name` counts at the start of a line, `##[name]` (GitHub,
 * Azure) and `##vso[` (Azure) anywhere in it.
 */
export function plainLine(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1: ').replace(/##(?=\[|vso\[)/gi, '# #');
}

/** JSON with the same value that holds no such command either. */
export function plainJson(json: string): string {
  return json.replace(/##(?=\[|vso\[)/gi, '#\\u0023');
}
