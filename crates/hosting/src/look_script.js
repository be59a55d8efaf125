{
  // Names are short, because this is in every page.
  let d = document.styleSheets[0], t;
  // Applies what the reader chose on the page of settings, which stores it as one CSS rule, before the first
  // paint. Does so again when the page is shown after a step back, and when another tab has changed it.
  // Throws where storage is forbidden, and without such a rule, and the page keeps the newspaper's look.
  (onpageshow = onstorage = () => {
    try {
      t && d.deleteRule(t = 0);
      d.insertRule(localStorage.look);
      t = 1;
    } catch {}
  })();
}
