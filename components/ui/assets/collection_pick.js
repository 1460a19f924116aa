// What is picked in a collection: the server is told, and on a narrow screen its card comes up.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".collection_pick");
  const tell = (id, turn) => setTriggerValue("picked", { id, turn });
  picks.state.tell = tell;
  picks.set(data.id, data.turn, data.visit);
  root.querySelector(".told").textContent = data.said;
  if (root.unlisten) root.unlisten();
  const unlisten = picks.listen((state, how) => {
    if (how.picked || (how.fresh && !root.mounted)) showSheet(Boolean(state.id));
  });
  root.mounted = true;
  const escape = (event) => {
    if (event.key === "Escape" && picks.state.id && !document.querySelector('[role="dialog"]')) picks.pick("");
  };
  document.addEventListener("keydown", escape);
  root.unlisten = () => {
    unlisten();
    document.removeEventListener("keydown", escape);
  };
  return () => {
    root.unlisten();
    showSheet(false);
    if (picks.state.tell === tell) picks.state.tell = null;
  };
}
