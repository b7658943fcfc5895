/** The language of a content where it is not that of the page round it: what its `lang` attribute says. Null where both are one. */
export const languageBeside = (content: string, page: string): string | null => (content.split('-')[0] === page.split('-')[0] ? null : content);
