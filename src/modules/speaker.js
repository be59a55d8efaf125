// The words of a part inside a story, which can be in another language than the newspaper.

// The addresses of the words in the other languages, which the publisher puts here.
const OTHERS = {};
// Returns a function that makes `words` those of the story on the page, for the part called `part`. They are the
// newspaper's where the story is in its language or in one without words, or where these cannot be loaded.
export const speaker = (part, words, own = { ...words }) => async () => {
  const lang = document.querySelector('.article')?.lang || '', address = OTHERS[lang.split('-')[0]];
  const other = address && await import(address).catch(console.error);
  Object.assign(words, own, other?.default(lang)[part]);
};
