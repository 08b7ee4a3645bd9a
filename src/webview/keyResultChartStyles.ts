import { css } from 'lit';

export const courseStyles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: baseline;
    min-height: 2.8em;
    font-variant-numeric: tabular-nums;
  }
  .reading {
    flex: 1 1 200px;
    min-width: 0;
    color: var(--vscode-foreground);
    overflow-wrap: anywhere;
  }
  .views {
    display: flex;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    border-radius: 3px;
  }
  .view {
    padding: 1px 8px;
  }
  .view[aria-pressed='true'] {
    color: var(--vscode-list-activeSelectionForeground, var(--vscode-foreground));
    background: var(--vscode-list-activeSelectionBackground, transparent);
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .link {
    color: var(--vscode-textLink-foreground);
    text-decoration: var(--text-link-decoration, none);
  }
  .link:hover {
    text-decoration: underline;
  }
  .away {
    visibility: hidden;
  }
  .plot {
    min-height: 280px;
    border-radius: 2px;
  }
  .plot:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }
  .uplot,
  .u-wrap {
    user-select: none;
  }
  .u-over {
    cursor: crosshair;
  }
  .u-select {
    position: absolute;
    border-inline: 1px solid var(--vscode-focusBorder);
    background: color-mix(in srgb, var(--vscode-focusBorder) 20%, transparent);
    pointer-events: none;
  }
  .u-cursor-x {
    position: absolute;
    left: 0;
    top: 0;
    height: 100%;
    border-inline-end: 1px dashed var(--vscode-foreground);
    pointer-events: none;
  }
  .u-cursor-pt {
    position: absolute;
    left: 0;
    top: 0;
    border: 0 solid;
    border-radius: 50%;
    background-clip: padding-box !important;
    pointer-events: none;
  }
  .u-off {
    display: none;
  }
  .legend {
    gap: 2px 14px;
    margin-top: 4px;
  }
  .key {
    display: inline-block;
    width: 18px;
    height: 0;
    margin-inline-end: 5px;
    vertical-align: middle;
    border-top: 2px solid var(--vscode-charts-blue);
  }
  .key.open {
    border-top-style: dotted;
  }
  .key.target {
    border-top: 2px dashed var(--vscode-charts-yellow);
  }
  .key.mean {
    border-top-style: dashed;
  }
  .key.band80,
  .key.band95 {
    height: 10px;
    border-block: 1px dashed var(--vscode-charts-blue);
    background: color-mix(in srgb, var(--vscode-charts-blue) 28%, transparent);
  }
  .key.band95 {
    border-block-style: dotted;
    background: color-mix(in srgb, var(--vscode-charts-blue) 10%, transparent);
  }
  .key.own,
  .key.other {
    width: 9px;
    height: 8px;
    border: 0;
    background: var(--vscode-foreground);
    clip-path: polygon(0 0, 100% 0, 50% 100%);
  }
  .key.other {
    background: linear-gradient(var(--vscode-descriptionForeground), var(--vscode-descriptionForeground));
    clip-path: polygon(0 0, 100% 0, 50% 100%, 0 0, 18% 12%, 50% 76%, 82% 12%, 18% 12%);
  }
  .key.leftOut {
    height: 10px;
    border: 0;
    background: repeating-linear-gradient(
      135deg,
      var(--vscode-descriptionForeground) 0 1px,
      transparent 1px 5px
    );
  }
`;
