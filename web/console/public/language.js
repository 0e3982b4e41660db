// Decides the language of the page before anything is on it: the one that was chosen last; when none was, the browser's
// first that the page has, else English. It comes as a file of its own, since the policy allows no script in the page.
(() => {
  const tags = { en: "en", de: "de", es: "es", fr: "fr", ja: "ja", pt: "pt-BR", zh: "zh-Hans" };
  const find = (tag) => {
    // Traditional Chinese is another script.
    if (/^zh\b.*\b(?:hant|tw|hk|mo)\b/i.test(tag)) return undefined;
    const short = tag.slice(0, 2).toLowerCase();
    return Object.hasOwn(tags, short) ? tags[short] : undefined;
  };
  let kept = "";
  try {
    kept = localStorage.getItem("cognitocheck-language") ?? "";
  } catch {
    // Storage may be forbidden.
  }
  document.documentElement.lang = [kept, ...navigator.languages].map(find).find(Boolean) ?? "en";
})();
