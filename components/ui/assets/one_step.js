// Where the server changes the page, Streamlit first puts the new page's query into this page's address and then goes to
// the page: two steps, so that the way back would lead to this page without its search. The two are made one.
const PATIENCE = 5000; // milliseconds after which no change of the page is waited for

function oneStep() {
  const own = Object.hasOwn(history, "pushState");
  const push = history.pushState;
  let query = true;
  const end = () => {
    if (history.pushState !== stepping) return;
    if (own) history.pushState = push;
    else delete history.pushState;
  };
  const stepping = (...to) => {
    if (!query) {
      end();
      return history.replaceState(...to);
    }
    query = false;
    return push.apply(history, to);
  };
  history.pushState = stepping;
  setTimeout(end, PATIENCE);
}
