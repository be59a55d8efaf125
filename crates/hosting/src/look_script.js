{
  // Names are short, because this is in every page.
  let d = document.styleSheets[0], t;
  // Before the first paint, applies the look that the reader chose on the page of settings, which stores it
  // as one CSS rule. Applies it again when the reader comes back to the page, and when another tab has
  // changed it. This throws if storage is forbidden or there is no such rule. The page then has the
  // newspaper's own look.
  (onpageshow = onstorage = () => {
    try {
      t && d.deleteRule(t = 0);
      d.insertRule(localStorage.look);
      t = 1;
    } catch {}
  })();
}
