import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath, installSystemPackage } from '../vscode/systemPackage';

/** Why no certificates can be made on this machine, if none can; installs openssl where that is allowed. */
export async function needOpenssl(): Promise<string | undefined> {
  if (findOnPath(['openssl']) !== undefined) return undefined;
  return (await installSystemPackage('openssl')) ? undefined : 'Install openssl so that it is on PATH';
}

export interface Identity {
  readonly key: string;
  readonly cert: string;
}

export const AUTHORITY_NAME = 'Throughline Test Authority';

/** A private certificate authority in a folder, made with openssl, and what it issues. */
export class CertificateAuthority {
  constructor(private readonly folder: string) {
    this.openssl(
      ...['req', '-x509', ...NEW_KEY, '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem'],
      ...['-days', '2', '-subj', `/CN=${AUTHORITY_NAME}`],
    );
  }

  get path(): string {
    return join(this.folder, 'ca.pem');
  }

  /** @param days negative for one that has expired */
  issue(name: string, days = 2): Identity {
    const file = `leaf-${name}-${days}`;
    writeFileSync(join(this.folder, `${file}.ext`), `subjectAltName=${altName(name)}\n`);
    this.openssl(
      ...['req', ...NEW_KEY, '-nodes', '-keyout', `${file}.key`, '-out', `${file}.csr`],
      ...['-subj', `/CN=${name}`],
    );
    this.openssl(
      ...['x509', '-req', '-in', `${file}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-days', String(days), '-extfile', `${file}.ext`, '-out', `${file}.pem`],
    );
    return this.identity(file);
  }

  selfSigned(name: string): Identity {
    const file = `self-${name}`;
    this.openssl(
      ...['req', '-x509', ...NEW_KEY, '-nodes', '-keyout', `${file}.key`, '-out', `${file}.pem`],
      ...['-days', '2', '-subj', `/CN=${name}`, '-addext', `subjectAltName=${altName(name)}`],
    );
    return this.identity(file);
  }

  private identity(file: string): Identity {
    return {
      key: readFileSync(join(this.folder, `${file}.key`), 'utf8'),
      cert: readFileSync(join(this.folder, `${file}.pem`), 'utf8'),
    };
  }

  private openssl(...args: readonly string[]): void {
    execFileSync('openssl', args, { cwd: this.folder, stdio: 'ignore' });
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];

function altName(name: string): string {
  return /^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`;
}
