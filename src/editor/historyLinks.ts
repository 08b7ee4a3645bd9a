import type { HistoryDetailsProvider } from './gitApi';
import type { Log } from './log';
import type { MessageAims, MessageAimsReader } from './messageAims';
import { words } from './words';

/**
 * In the built-in Git history: the ids of tags lead to the OKR file and say the key result's title. The Git extension
 * takes the first answer for each message, so there is none where there is nothing to link.
 */
export function historyLinks(reader: MessageAimsReader, log: Log): HistoryDetailsProvider {
  const link = async (root: Parameters<MessageAimsReader['ofRepository']>[0], message: string) => {
    const text = message.toLowerCase();
    if (!reader.trailerKeys.some((key) => text.includes(`${key.toLowerCase()}:`))) return undefined;
    const aims = await reader.ofRepository(root);
    return aims?.module.linkTags(message, aims.trailerKey, (id) => linkTo(id, aims));
  };
  return {
    provideAvatar: () => undefined,
    provideHoverCommands: () => undefined,
    // A history without links is better than none.
    provideMessageLinks: ({ rootUri }, message) =>
      link(rootUri, message).catch((error: unknown) => {
        log.error('The tags of the Git history could not be linked', error);
        return undefined;
      }),
  };
}

/** Only addresses of files may be links there, no commands. */
function linkTo(id: string, { context, module, okrUri }: MessageAims): string | undefined {
  const { kind, title, line } = module.tagFacts(id, context, words);
  if (kind === 'unknown') return undefined;
  const label = [id, title, ...(kind === 'ended' ? [words.t('ended')] : [])].join(' · ');
  const target = line === undefined ? okrUri : okrUri.with({ fragment: `L${line}` });
  return `[${module.editorMarkdown(label)}](${target.toString()})`;
}
