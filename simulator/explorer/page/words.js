// The words of the page in the reader's language; what a scenario says stays as it is written.

const lists = { en: JSON.parse(document.getElementById("words").textContent) };
let language = "en";

// Lists beside the English one, which are packed with the data: {code: list}.
export const learn = (others) => Object.assign(lists, others);

export function speak(wanted) {
  language = wanted in lists ? wanted : "en";
  document.documentElement.lang = language;
}

export const spoken = () => language;
export const languages = () => Object.entries(lists).map(([code, list]) => [code, list.language]);

// The text of a key, with what stands for {name} and the like in it.
export function t(key, names = {}) {
  const text = lists[language][key] ?? lists.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => names[name] ?? whole);
}

// A word of a scenario's own vocabulary; as it stands where the list does not have it.
export const word = (text) => lists[language].vocabulary[text] ?? text;

// Every word of a text that the list has, such as the kinds in "drone and artillery".
export function words(text) {
  const said = Object.entries(lists[language].vocabulary)
    .sort(([one], [other]) => other.length - one.length)
    .reduce((all, [from, to]) => all.replaceAll(new RegExp(`(?<!\\p{L})${from}(?!\\p{L})`, "gu"), to), text);
  return local(said);
}

const grouped = new Intl.NumberFormat("en-GB");

export const whole = (count) => local(grouped.format(count));

// A number, or text with numbers in it, as the language writes them.
export function local(text) {
  if (language === "en") return text;
  return text.replace(/(?<=\d),(?=\d)/g, "\u00a0").replace(/(?<=\d)\.(?=\d)/g, ",");
}
