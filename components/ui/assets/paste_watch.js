// Tells that something was pasted into the adding field, once the field has handed it on: it does when it loses the focus.
export default function ({ parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".paste_watch");
  if (root.unlisten) root.unlisten();
  const pasted = (event) => {
    const field = event.composedPath()[0];
    if (!field.closest || field.tagName !== "TEXTAREA" || !field.closest(".st-key-files-area")) return;
    setTimeout(() => {
      field.blur();
      setTimeout(() => setTriggerValue("pasted", true), 80);
    }, 30);
  };
  document.addEventListener("paste", pasted, true);
  root.unlisten = () => document.removeEventListener("paste", pasted, true);
  return () => root.unlisten();
}
