import { css } from 'lit';

/** What every component starts from. Colours are VS Code's own, so each theme looks as its author meant it. */
export const baseStyles = css`
  * {
    box-sizing: border-box;
  }
  :host {
    display: block;
  }
  h1,
  h2,
  h3,
  p,
  ul {
    margin: 0;
    padding: 0;
    font: inherit;
    list-style: none;
  }
  .muted {
    color: var(--vscode-descriptionForeground);
  }
  .small {
    font-size: 0.92em;
  }
  .eyebrow {
    font-size: 0.85em;
    letter-spacing: 0.04em;
    text-transform: uppercase;
    color: var(--vscode-descriptionForeground);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  button {
    padding: 0;
    border: 0;
    border-radius: 2px;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  button:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  /* A box moves to the next line as a whole, and only wraps where it is wider than a line. */
  code {
    display: inline-block;
    max-width: 100%;
    margin-block: -2px;
    font-family: var(--vscode-editor-font-family);
    font-size: 0.92em;
    padding: 1px 4px;
    border: 1px solid var(--vscode-textPreformat-border, transparent);
    border-radius: 3px;
    color: var(--vscode-textPreformat-foreground);
    background: var(--vscode-textPreformat-background);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
