import { css } from 'lit';

export const keyResultPageStyles = css`
  :host {
    max-width: 1500px;
    margin-inline: auto;
    padding: 14px 20px 40px;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    line-height: 1.4;
    container-type: inline-size;
    overflow-wrap: anywhere;
  }
  .alone {
    max-width: 480px;
    padding: 10px 4px;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 32px;
    align-items: flex-start;
    justify-content: space-between;
  }
  .what {
    flex: 1 1 340px;
    min-width: 0;
  }
  h1 {
    margin-top: 2px;
    font-size: 1.45em;
    font-weight: 600;
    line-height: 1.25;
    text-wrap: pretty;
  }
  .objective {
    margin-top: 2px;
  }
  .standing {
    flex: 0 1 380px;
    min-width: min(240px, 100%);
  }
  throughline-progress {
    margin: 8px 0 6px;
  }
  throughline-problem {
    margin-top: 8px;
  }
  .facts {
    font-variant-numeric: tabular-nums;
  }
  section {
    margin-top: 22px;
  }
  .chart {
    margin-top: 14px;
  }
  h2 {
    margin-bottom: 4px;
    font-size: 1.08em;
    font-weight: 600;
  }
  .answers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr));
    gap: 22px 40px;
  }
  .answers > section {
    margin-top: 0;
    min-width: 0;
  }
  .grounds {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(380px, 100%), 1fr));
    gap: 22px 40px;
    align-items: start;
  }
  .asking {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: center;
    margin-bottom: 4px;
  }
  .asking h2 {
    margin: 0;
  }
  /* As high as the box beside the first of them. */
  .answers h2 {
    line-height: 24px;
  }
  select {
    max-width: min(260px, 100%);
    height: 24px;
    padding: 1px 4px;
    border: 1px solid var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent));
    border-radius: 2px;
    color: var(--vscode-dropdown-foreground);
    background: var(--vscode-dropdown-background);
    font: inherit;
    text-overflow: ellipsis;
  }
  option {
    color: var(--vscode-dropdown-foreground);
    background: var(--vscode-dropdown-listBackground, var(--vscode-dropdown-background));
  }
  select:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .looked {
    display: flex;
    gap: 6px;
    max-width: 75ch;
    margin-top: 8px;
    padding: 6px 8px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    border-radius: 4px;
  }
  .looked vscode-icon,
  .milestone vscode-icon {
    flex: none;
    color: inherit;
  }
  .milestone > div {
    flex: 1;
    min-width: 0;
  }
  .plain,
  .guardrails {
    max-width: 75ch;
  }
  .guardrails li,
  .milestone {
    margin-top: 6px;
  }
  .milestone {
    display: flex;
    gap: 8px;
  }
`;
