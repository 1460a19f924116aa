// The card of what is picked: what it is, why, how sure, and what can be done about it. The article shows it at the passage.
function button(label, name, act) {
  const made = element("button", name, label);
  made.addEventListener("click", act);
  return made;
}

function copying(label, text) {
  const made = button(label, "", () => copyFrom(made, label, text));
  return made;
}

function back() {
  const origin = picks.state.origin;
  picks.pick("");
  if (origin && origin.isConnected) origin.focus({ preventScroll: true });
}

// The ways to the one before and the next, in the order that the article has; empty where it is none of them.
function turns(root, data) {
  const made = element("span", "order");
  const order = picks.order || [];
  const at = order.indexOf(data.id);
  if (at < 0 || order.length < 2) return made;
  const go = (by) => {
    const way = button(by < 0 ? "‹" : "›", "", () => {
      root.refocus = `[aria-label="${by < 0 ? "Previous" : "Next"}"]`;
      picks.pick(order[at + by], picks.state.origin);
    });
    way.setAttribute("aria-label", by < 0 ? "Previous" : "Next");
    way.disabled = !order[at + by];
    return way;
  };
  made.append(go(-1), element("span", "", `${at + 1} of ${order.length}`), go(1));
  return made;
}

function focusOn(box, which) {
  const found = box.querySelector(`${which}:not(:disabled)`) || box.querySelector(".order button:not(:disabled), .ways button");
  if (found) found.focus({ preventScroll: true });
}

// The article may come, or come anew, after the card.
function reorder(root, data, box) {
  const old = box.querySelector(".order");
  const at = old.getRootNode().activeElement;
  const label = at && old.contains(at) && at.getAttribute("aria-label");
  old.replaceWith(turns(root, data));
  if (label) focusOn(box, `[aria-label="${label}"]`);
}

// The form comes from the server: the focus goes to its first field when it is there. Not to a day's, whose calendar would
// open over the form; nor for a finger, which would get a keyboard that it didn't ask for.
function focusForm(tries = 40) {
  if (matchMedia("(pointer: coarse)").matches) return;
  const field = document.querySelector(
    '.st-key-drawer [data-testid="stForm"] :is(input, textarea, [role="spinbutton"], [role="combobox"]):not([data-testid="stDateInput"] *)',
  );
  if (field) field.focus();
  else if (tries) setTimeout(() => focusForm(tries - 1), 60);
}

// Who else may have spoken: a click corrects it at once.
function others(root, data) {
  const made = element("p", "others", data.others.question + " ");
  for (const one of data.others.who) made.append(button(one.name, "other", () => picks.act({ what: "speaker", id: data.id, who: one.id })));
  return made;
}

function ways(root, data) {
  const made = element("div", "ways");
  const act = (what) => () => {
    const order = picks.order || [];
    const at = order.indexOf(data.id);
    const next = order[at + 1] || order[at - 1] || "";
    const goes = data.advance && (what === "right" || what === "later") && at >= 0 && next;
    const asked = what === "right" && data.checked ? "unright" : what;
    picks.act({ what: asked, id: data.id, ...(goes ? { next, turn: picks.advance(next) } : {}) });
    root.refocus = "." + what;
    if (what === "wrong") focusForm();
  };
  for (const { what, label } of data.acts) {
    const once = act(what);
    const one = button(label, what, () => {
      // A second press before the answer would be one too many.
      one.disabled = true;
      setTimeout(() => (one.disabled = false), 2500);
      once();
    });
    if (what === "right" && data.checked) one.setAttribute("aria-pressed", "true");
    made.append(one);
  }
  if (data.link) made.append(copying("Copy link", data.link));
  if (data.citation) made.append(copying("Copy as citation", data.citation));
  made.append(turns(root, data));
  return made;
}

function drawCard(root, data) {
  const made = element("section", "card-box");
  made.setAttribute("aria-label", "What is picked");
  made.append(element("p", "kind", data.kind));
  if (data.heading) made.append(element("p", "heading", data.heading));
  if (data.question) made.append(element("p", "question", data.question));
  for (const line of data.lines) made.append(element("p", "line", line));
  if (data.checked) made.append(element("p", "checked", data.checked));
  if (data.others && data.others.who.length) made.append(others(root, data));
  const close = button("×", "close", back);
  close.setAttribute("aria-label", "Close");
  made.append(ways(root, data), close);
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    back();
  });
  return made;
}

// Keys for the card's buttons, where the page says so: never while something is written, nor with Ctrl or Alt.
function keyed(event) {
  const at = event.composedPath()[0];
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || at.isContentEditable || /INPUT|TEXTAREA|SELECT/.test(at.tagName)) return;
  if (document.querySelector('[role="dialog"]')) return;
  const card = picks.state.card;
  const name = { r: ".right", w: ".wrong", l: ".later", ArrowRight: '[aria-label="Next"]', ArrowLeft: '[aria-label="Previous"]' }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  const button = card && name && card.element.querySelector(name);
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".card");
  const tell = (event, value) => setTriggerValue(event, value);
  picks.state.tell = tell;
  root.querySelector(".told").textContent = "";
  const { heard, ...shown } = data;
  if (picks.set(data.id, data.turn, data.visit, heard) && data.id) {
    const drawn = JSON.stringify(shown);
    if (root.drawn !== drawn || !picks.state.card) {
      root.drawn = drawn;
      const box = drawCard(root, data);
      const { id, passage, spans, told } = data;
      picks.show({ id, element: box, passage, spans, told, reorder: () => reorder(root, data, box) });
      if (root.refocus && root.refocus !== ".wrong") focusOn(box, root.refocus);
      root.refocus = "";
    }
    // Said once to who listens: what was picked, and that its card can be reached.
    root.querySelector(".told").textContent = [data.kind, data.heading].filter(Boolean).join(". ");
  }
  if (root.unlisten) root.unlisten();
  if (data.keys) document.addEventListener("keydown", keyed);
  const unlisten = picks.listen((state, how) => {
    if (how.picked || (how.fresh && !root.mounted)) showSheet(Boolean(state.id));
  });
  root.mounted = true;
  root.unlisten = () => {
    unlisten();
    document.removeEventListener("keydown", keyed);
  };
  return () => {
    root.unlisten();
    showSheet(false);
    if (picks.state.tell === tell) picks.state.tell = null;
  };
}
