// Words of a screen in several languages: those built into the page, and the language packs of the office.

/**
 * The vocabulary of one screen; `packs` has its built-in words, by language and key. What a language lacks is said in Vietnamese.
 *   words(language)        {text(key, values), says(key)}; `says` is the language in which the text of a key stands
 *   learn(language, pack)  takes a pack of the office: {texts: {key: text}, missing: [key]}
 */
export function vocabulary(packs) {
  const known = { ...packs };
  const words = (language) => {
    const pack = known[language] ?? {};
    const says = (key) => (pack[key] === undefined ? "vi" : language);
    const text = (key, values = {}) =>
      (pack[key] ?? known.vi[key]).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
    return { text, says };
  };
  const learn = (language, { texts, missing }) => {
    const own = Object.entries(texts).filter(([key]) => !missing.includes(key));
    known[language] = { ...known[language], ...Object.fromEntries(own) };
  };
  return { words, learn };
}
