import { readJson } from './sources';

interface MenuItem {
  readonly command: string;
  readonly when?: string;
}

/** What these tests look at in package.json. */
export interface Manifest {
  readonly main: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly enablement?: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
    readonly yamlValidation: readonly { readonly url: string }[];
    readonly jsonValidation: readonly { readonly url: string }[];
  };
}

export function readManifest(): Manifest {
  return readJson('package.json') as Manifest;
}
