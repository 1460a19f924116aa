// What is picked, once for the whole page. A pick lights at once whatever shows it; then the server is told.
const picks = (window.datelinePicks ??= (() => {
  const hearers = new Set();
  const state = { id: "", turn: 0, visit: "", card: null, tell: null, origin: null };
  const say = (how) => hearers.forEach((hear) => hear(state, how));
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
      if (state.tell) state.tell(id, state.turn);
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
    // that was started anew, or has forgotten this visitor, counts from nought: `visit` is another then.
    set(id, turn, visit) {
      if (visit !== state.visit) state.turn = turn;
      state.visit = visit;
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
