// Returns the parts of a list of names in order: the names, and the commas and words between them. `show`
// makes an element of a name. In English there is no comma before *and*.
export const listed = (names, show = name => name) => new Intl.ListFormat('en-GB').formatToParts(names).map(({ type, value }) => type === 'element' ? show(value) : value);
