// Tells how wide the window is, in three steps, and when that changes.
const step = () => (window.innerWidth <= 640 ? "phone" : window.innerWidth < 1100 ? "tablet" : "desk");

export default function ({ parentElement, setStateValue }) {
  const root = parentElement.querySelector(".width");
  const tell = () => {
    const size = step();
    if ((root.told || "desk") === size) return;
    root.told = size;
    setStateValue("size", size);
  };
  if (root.unlisten) root.unlisten();
  window.addEventListener("resize", tell);
  root.unlisten = () => window.removeEventListener("resize", tell);
  tell();
  return () => root.unlisten();
}
