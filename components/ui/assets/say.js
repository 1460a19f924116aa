// Shows words as words: they only ever become text nodes.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".say");
  const element = document.createElement(data.tag);
  element.className = data.style;
  element.textContent = data.text;
  root.replaceChildren(element);
}
