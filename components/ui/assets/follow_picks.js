// What is picked on a page whose picks show no card at a passage: the server is told, Escape takes the pick back, and in a
// narrow window what belongs to it comes up. `shown` is called at each pick; gives what ends it.
function followPicks(root, data, setTriggerValue, shown) {
  const tell = (event, value) => setTriggerValue(event, value);
  picks.state.tell = tell;
  picks.set(data.id, data.turn, data.visit);
  root.querySelector(".told").textContent = data.said;
  if (root.unlisten) root.unlisten();
  const unlisten = picks.listen((state, how) => {
    if (!how.picked && !(how.fresh && !root.mounted)) return;
    showSheet(Boolean(state.id));
    shown(how);
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
