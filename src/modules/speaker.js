// Loads the words of a part that is used inside a story, which can be in another language than the newspaper.

// The addresses of the words in the other languages. The publisher replaces this line.
const OTHERS = {};
// Returns a function that sets `words` to the words in the language of the story on the page, for the part
// called `part`. If the story is in the newspaper's language, or if there are no words in its language or
// they cannot be loaded, the words are in the newspaper's language.
export const speaker = (part, words, own = { ...words }) => async () => {
  const lang = document.querySelector('.article')?.lang || '', address = OTHERS[lang.split('-')[0]];
  const other = address && await import(address).catch(console.error);
  Object.assign(words, own, other?.default(lang)[part]);
};
