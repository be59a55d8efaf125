const locale = document.documentElement.lang;
// Puts values in the place of their names in braces. Numbers have the digits of the page's language.
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === 'number' ? values[name].toLocaleString(locale, { useGrouping: false }) : values[name]);
// Returns the words called `name` for a number, of which some languages have several forms.
export const formOf = (words, name, number) => words[`${name}.${new Intl.PluralRules(locale).select(number)}`] || words[name];
