import darkModern from './themes/darkModern.json';
import highContrastDark from './themes/highContrastDark.json';
import highContrastLight from './themes/highContrastLight.json';
import lightModern from './themes/lightModern.json';

/** VS Code's own themes as its workbench computes them, cut down to the variables that our pages read. */
export interface Theme {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

export const themes = {
  darkModern,
  lightModern,
  highContrastDark,
  highContrastLight,
} as const satisfies Record<string, Theme>;
export type ThemeName = keyof typeof themes;
export const themeNames = Object.keys(themes) as ThemeName[];

const fonts = {
  '--vscode-font-family': 'system-ui, "Ubuntu", "Droid Sans", sans-serif',
  '--vscode-font-size': '13px',
  '--vscode-font-weight': 'normal',
  '--vscode-editor-font-family': "'Droid Sans Mono', 'monospace', monospace",
};

/** The stylesheet that stands for what VS Code puts into a webview. */
export function themeSheet(name: ThemeName, ground: 'sideBar' | 'editor'): string {
  const variables = Object.entries({ ...fonts, ...themes[name].variables });
  return `:root { ${variables.map(([key, value]) => `${key}: ${value};`).join(' ')} }
@layer vscode-default {
  html { background: var(--vscode-${ground}-background); }
  body {
    background-color: transparent;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    margin: 0;
    padding: 0 20px;
  }
}`;
}
