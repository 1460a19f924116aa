// What is picked, once for the whole page. A pick lights at once whatever shows it; then the server is told.
//
// What is told may be lost: of two that come from one component before the page's program is free Streamlit keeps the
// later, and while a page is made anew there is nobody to tell. So a pick is told again until the server's answer has its
// number, and what was done by a card goes with everything that is told until the answer has that number too.
const picks = (window.datelinePicks ??= (() => {
  const AGAIN = 3000, TRIES = 5; // milliseconds in which a pick is answered as a rule; how often it is told again
  const hearers = new Set();
  const state = { id: "", turn: 0, visit: "", card: null, tell: null, origin: null, done: [] };
  let heard = 0, waiting = 0, tries = 0, untold = false;
  const say = (how) => hearers.forEach((hear) => hear(state, how));
  const tell = () => {
    untold = !state.tell;
    if (!state.tell) return;
    state.tell(state.id, state.turn);
    awaitAnswer();
  };
  const awaitAnswer = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (heard < state.turn && tries++ < TRIES) tell();
    }, AGAIN);
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
      tries = 0;
      tell();
    },
    // What is told with the thing that was just done: its number, and all before it that the server may not have heard.
    doing(what) {
      const one = { ...what, n: Math.max(Date.now(), ...state.done.map((other) => other.n + 1)) };
      state.done.push(one);
      return { ...one, before: state.done.slice(0, -1) };
    },
    // To the next at once, where the server is told of it together with what was done: gives the pick's number.
    advance(id) {
      state.turn += 1;
      state.id = id;
      state.card = null;
      say({ picked: true });
      tries = 0;
      awaitAnswer();
      return state.turn;
    },
    // By the address or by what the server did; an answer to an earlier pick than the last one is let pass. A server
    // that was started anew, or has forgotten this visitor, counts from nought: `visit` is another then. `done` is the
    // number of the last thing done that it has heard of.
    set(id, turn, visit, done = 0) {
      const anew = Boolean(state.visit) && visit !== state.visit;
      if (visit !== state.visit) state.turn = turn;
      state.visit = visit;
      state.done = anew ? [] : state.done.filter((one) => one.n > done);
      heard = turn;
      if (turn < state.turn) {
        if (untold) tell();
        return false;
      }
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
