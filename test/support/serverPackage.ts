import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../vscode/systemPackage';
import { unpackedPackages } from './unpackedPackages';

export type Program = { readonly path: string } | { readonly missing: string };

export function findPrometheus(): Promise<Program> {
  return findProgram('prometheus', 'prometheus');
}

/**
 * A server's program: the one on PATH, else that of its package, unpacked.
 * @param name of the program, in `/usr/bin` of its package
 */
export async function findProgram(name: string, packageName: string): Promise<Program> {
  const installed = findOnPath([name]);
  if (installed !== undefined) return { path: installed };
  const unpacked = await unpackedPackages(packageName, async () => [packageName]);
  const path = 'home' in unpacked ? join(unpacked.home, 'usr', 'bin', name) : undefined;
  if (path !== undefined && existsSync(path)) return { path };
  const why = 'missing' in unpacked ? unpacked.missing : `its package holds no ${name}`;
  return { missing: `Install ${packageName} so that ${name} is on PATH; ${why}` };
}
