/** Colours and font as the theme has them now: a canvas knows no variables. */
export interface ThemeLook {
  readonly blue: string;
  readonly yellow: string;
  readonly muted: string;
  readonly text: string;
  readonly grid: string;
  readonly ground: string;
  readonly font: string;
  readonly bold: string;
}

export function themeLook(element: Element): ThemeLook {
  const style = getComputedStyle(element);
  const value = (name: string): string => style.getPropertyValue(`--vscode-${name}`).trim();
  const font = `11px ${value('font-family')}`;
  return {
    blue: value('charts-blue'),
    yellow: value('charts-yellow'),
    muted: value('descriptionForeground'),
    text: value('foreground'),
    grid: value('panel-border') || value('contrastBorder') || value('descriptionForeground'),
    ground: value('editor-background'),
    font,
    bold: `bold ${font}`,
  };
}
