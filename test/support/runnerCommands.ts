/** What a pipeline's runner would obey. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const CODES: Readonly<Record<string, string>> = { '0D': '\r', '0A': '\n', '3A': ':', '2C': ',', '25': '%' };

/** Commands in an output, by the rules of GitHub's runner: `::name a=b,c=d::data` lines, and `##[name]data` anywhere. */
export function runnerCommands(output: string): readonly RunnerCommand[] {
  return output.split(/\r\n|\r|\n/).flatMap((line): RunnerCommand[] => {
    const [, name, list = '', data = ''] = /^\s*::([^\s:]+)(?: ((?:(?!::).)*))?::(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      const pairs = list.split(',').map((pair): [string, string] => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at), decoded(pair.slice(at + 1))];
      });
      return [{ name, properties: Object.fromEntries(pairs), data: decoded(data) }];
    }
    const [, old] = /##\[(.*?)\]|##vso\[(.*?)\]/.exec(line) ?? [];
    return old === undefined ? [] : [{ name: old, properties: {}, data: line }];
  });
}

function decoded(text: string): string {
  return text.replace(/%(0D|0A|3A|2C|25)/g, (_, code: string) => CODES[code] ?? '');
}
