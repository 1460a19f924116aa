// Puts a text on the clipboard. Without a secure context (another computer, http) the old way is taken.
async function write(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("refused");
}

// The button says for a moment what came of it, then its label again.
function saying(button, label, words) {
  button.textContent = words;
  setTimeout(() => (button.textContent = label), 1800);
}

async function copyFrom(button, label, text) {
  try {
    await write(text);
    saying(button, label, "Copied");
  } catch {
    saying(button, label, "Copying was refused by the browser");
  }
}
