// Returns what is in a list of names, with the commas and words between them: `show` makes an element of a name.
// Newspapers in English write no comma before the word.
export const listed = (names, show = name => name) => new Intl.ListFormat('en-GB').formatToParts(names).map(({ type, value }) => type === 'element' ? show(value) : value);
