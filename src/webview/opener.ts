import { css } from 'lit';

/** A line that opens to more, with an arrow at its end. */
export const openerStyles = css`
  summary {
    border-radius: 2px;
    list-style: none;
    text-wrap: pretty;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  summary:hover .more {
    color: var(--vscode-foreground);
  }
  .more {
    margin-block: -3px;
    color: var(--vscode-descriptionForeground);
    vertical-align: middle;
  }
  details[open] .more {
    transform: rotate(90deg);
  }
`;
