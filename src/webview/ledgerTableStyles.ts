import { css } from 'lit';

export const ledgerTableStyles = css`
  :host {
    display: flex;
    min-height: 0;
    min-width: 0;
  }
  .grid {
    flex: 1;
    min-width: 0;
    overflow-x: hidden;
    overflow-y: auto;
    overflow-anchor: none;
    outline: none;
  }
  .line {
    display: grid;
    grid-template-columns: minmax(0, 2.4fr) minmax(0, 4.6fr) minmax(108px, 1.1fr) minmax(0, 1.2fr) 96px;
    column-gap: 16px;
    align-items: center;
    height: 24px;
    padding: 0 14px 0 20px;
    border: 1px solid transparent;
    white-space: nowrap;
  }
  .line > span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .head {
    position: sticky;
    top: 0;
    z-index: 1;
    border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    color: var(--vscode-descriptionForeground);
    background: var(--vscode-editor-background);
  }
  .window {
    position: sticky;
    top: 25px;
    overflow: hidden;
  }
  .row {
    cursor: pointer;
  }
  .row:hover {
    color: var(--vscode-list-hoverForeground, inherit);
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .row.active {
    background: var(--vscode-list-inactiveSelectionBackground);
    color: var(--vscode-list-inactiveSelectionForeground, inherit);
    border-color: var(--vscode-contrastActiveBorder, transparent);
  }
  .grid:focus-visible .row.active {
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground, inherit);
    border-color: var(--vscode-list-focusOutline, var(--vscode-focusBorder));
  }
  .row.active .muted {
    color: inherit;
  }
  .grid:focus-visible .head {
    border-bottom-color: var(--vscode-focusBorder);
  }
  .date {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .unknown {
    text-decoration: underline dotted;
  }
  .wait {
    display: inline-block;
    width: 60%;
    height: 8px;
    border-radius: 2px;
    vertical-align: middle;
    background: var(--vscode-descriptionForeground);
    opacity: 0.18;
  }
  .narrow .line {
    grid-template-columns: minmax(0, 2fr) minmax(0, 1.4fr) 92px;
    column-gap: 12px;
    align-content: center;
  }
  .narrow .row {
    height: 44px;
  }
  .narrow .subject {
    grid-column: 1 / -1;
    grid-row: 1;
  }
  .narrow .row .tags,
  .narrow .row .release,
  .narrow .row .date {
    font-size: 0.92em;
  }
  .narrow .head .subject,
  .narrow .head .author,
  .narrow .row .author {
    display: none;
  }
`;
