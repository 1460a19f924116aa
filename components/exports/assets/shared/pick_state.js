// What is picked, once for the whole page. A pick lights at once whatever shows it; then the server is told.
//
// One thing is told at a time: of two that come from one component before the page's program is free Streamlit keeps the
// later. The next waits for the answer to the last, or some seconds; of picks that wait only the last is told.
const picks = (window.datelinePicks ??= (() => {
  const LONGEST = 4000; // milliseconds that what comes next waits for an answer
  const hearers = new Set();
  const state = { id: "", turn: 0, visit: "", card: null, tell: null, origin: null };
  let queue = [], told = null, acts = 0, waiting = 0;
  const say = (how) => hearers.forEach((hear) => hear(state, how));
  const place = () => location.pathname + new URLSearchParams(location.search).getAll("article");
  const next = () => {
    queue = queue.filter((one) => one.place === place()); // of another page or article it would be another thing
    if (told || !queue.length || !state.tell) return;
    told = queue.shift();
    state.tell(told.event, told.value);
    waiting = setTimeout(answered, LONGEST);
  };
  const answered = () => {
    clearTimeout(waiting);
    told = null;
    next();
  };
  const tell = (event, value) => {
    if (event === "picked") queue = queue.filter((one) => one.event !== "picked");
    queue.push({ event, value, place: place() });
    next();
  };
  return {
    state,
    // `hear` gets the state at once and at every change: {fresh}, {picked}, {card}.
    listen(hear) {
      hearers.add(hear);
      hear(state, { fresh: true });
      return () => hearers.delete(hear);
    },
    // By the reader; `origin` is the element that the focus goes back to.
    pick(id, origin = null) {
      state.turn += 1;
      state.origin = origin;
      if (state.id !== id) {
        state.id = id;
        state.card = null;
      }
      say({ picked: true });
      tell("picked", { id, turn: state.turn });
    },
    // What a button of the card asks for.
    act(what) {
      acts += 1;
      tell("act", { ...what, n: acts });
    },
    // To the next at once, where the server is told of it together with what was done: gives the pick's number.
    advance(id) {
      state.turn += 1;
      state.id = id;
      state.card = null;
      say({ picked: true });
      return state.turn;
    },
    // By the address or by what the server did; an answer to an earlier pick than the last one is let pass. A server
    // that was started anew, or has forgotten this visitor, counts from nought: `visit` is another then. `act` is the
    // number of the last act that it has heard of.
    set(id, turn, visit, act = 0) {
      if (visit !== state.visit) state.turn = turn;
      state.visit = visit;
      if (told && (told.event === "picked" ? turn >= told.value.turn : act >= told.value.n)) answered();
      else next();
      if (turn < state.turn) return false;
      state.turn = Math.max(state.turn, turn);
      if (state.id !== id) {
        state.id = id;
        state.card = null;
        say({ picked: true });
      }
      return true;
    },
    show(card) {
      state.card = card;
      say({ card: true });
    },
  };
})());
