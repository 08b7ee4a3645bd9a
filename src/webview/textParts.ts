import { html, type TemplateResult } from 'lit';
import type { TextPart } from '../outcome/view';

/** A sentence with code in it. Each piece of code keeps its own direction. */
export function textParts(parts: readonly TextPart[]): readonly TemplateResult[] {
  return parts.map(({ text, code }) =>
    code ? html`<bdi><code>${text}</code></bdi>` : html`<bdi>${text}</bdi>`,
  );
}
