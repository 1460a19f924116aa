// A button that puts a text on the clipboard (clipboard.js); with `now` it is there at once, where the browser lets it.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector(".copy button");
  button.textContent = data.label;
  // An address that leads to what is picked takes it when it is copied: a pick doesn't draw this button anew.
  const text = () => (data.picked && picks.state.id ? address(data.text, picks.state.id) : data.text);
  button.dataset.text = data.text;
  button.onclick = () => copyFrom(button, data.label, text());
  if (!data.now || button.dataset.put === data.text) return;
  button.dataset.put = data.text;
  write(data.text).then(() => saying(button, data.label, "Copied"), () => 0); // refused: the button is there
}
