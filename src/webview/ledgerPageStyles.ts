import { css } from 'lit';

export const ledgerPageStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    position: relative;
    height: 100vh;
    min-height: 560px;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    line-height: 1.4;
    container-type: inline-size;
  }
  .alone {
    max-width: 480px;
    padding: 24px;
  }
  header {
    flex: none;
    padding: 14px 20px 0;
  }
  .first {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: flex-start;
  }
  .where {
    flex: 1 1 200px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .branch {
    margin-inline-start: 8px;
    white-space: nowrap;
  }
  .branch vscode-icon,
  .notes vscode-icon {
    margin-inline-end: 4px;
    vertical-align: -2px;
  }
  h1 {
    font-size: 1.35em;
    font-weight: 600;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
  }
  .share {
    height: 3px;
    margin-top: 8px;
    border-radius: 2px;
    background: var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    overflow: hidden;
  }
  :host-context(.vscode-high-contrast) .share {
    height: 6px;
    border: 1px solid var(--vscode-contrastBorder);
    background: none;
  }
  .fill {
    width: 0;
    height: 100%;
    background: var(--vscode-charts-blue);
  }
  .notes {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin-top: 8px;
  }
  main {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .overview {
    display: grid;
    flex: none;
    grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
    gap: 8px 32px;
    min-height: 258px;
    padding: 12px 20px 6px;
  }
  .overview.single {
    grid-template-columns: minmax(0, 1fr);
  }
  throughline-ledger-aims {
    max-height: 236px;
    overflow-y: auto;
  }
  .bar {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: center;
    padding: 8px 20px;
    border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
  }
  throughline-ledger-filters {
    flex: 1 1 600px;
    min-width: 0;
  }
  .summary {
    color: var(--vscode-descriptionForeground);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .link {
    margin-inline-start: 8px;
    color: var(--vscode-textLink-foreground);
  }
  .link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  throughline-ledger-table {
    flex: 1;
    min-height: 180px;
  }
  .away {
    display: none;
  }
  .nothing {
    padding: 28px 20px;
  }
  .nothing h2 {
    font-weight: 600;
  }
  .nothing p {
    margin-top: 4px;
  }
  .nothing vscode-button {
    margin-top: 12px;
  }
  vscode-progress-bar {
    position: absolute;
    inset: 0 0 auto;
    z-index: 1;
  }
  .still::part(indicator) {
    animation: none;
    width: 100%;
  }
  @container (max-width: 760px) {
    :host {
      height: auto;
    }
    .overview {
      grid-template-columns: minmax(0, 1fr);
      min-height: 0;
    }
    throughline-ledger-aims {
      max-height: none;
    }
    throughline-ledger-table {
      flex: none;
      height: calc(100vh - 60px);
    }
    throughline-ledger-filters {
      flex-basis: 100%;
    }
  }
`;
