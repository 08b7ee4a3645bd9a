import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface StartOptions {
  /** A folder of the user's own; absent: the demo. */
  readonly workspace?: string;
  readonly port?: number;
}

export const HELP = `npm start                        opens VS Code on a demo workspace
npm start -- --workspace PATH    opens it on your own repository, without demo data
npm start -- --port N            serves the browser build on this port
`;

/**
 * Reads the arguments of `npm start`.
 * @returns `help` where help is asked for
 * @throws Error of one line that says what is wrong
 */
export function parseStartOptions(args: readonly string[]): StartOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      workspace: { type: 'string' },
      port: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  return {
    ...(values.workspace === undefined ? {} : { workspace: folderAt(values.workspace) }),
    ...(values.port === undefined ? {} : { port: portOf(values.port) }),
  };
}

function folderAt(path: string): string {
  const folder = resolve(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  throw new Error(`--workspace: there is no folder ${folder}`);
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Error(`--port: ${text} is not a port`);
}
