// A button that puts a text on the clipboard (clipboard.js).
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector(".copy button");
  button.textContent = data.label;
  button.dataset.text = data.text;
  button.onclick = async () => {
    try {
      await write(data.text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Copying was refused by the browser";
    }
    setTimeout(() => (button.textContent = data.label), 1800);
  };
}
