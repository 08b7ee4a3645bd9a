export type Settings = Readonly<Record<string, unknown>>;

/** Nothing that opens, asks, animates or phones by itself. */
const CALM: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'chat.commandCenter.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/** The text of a `settings.json` with calm defaults under the caller's own. */
export function settingsText(own: Settings = {}): string {
  return JSON.stringify({ ...CALM, ...own }, null, 2);
}
