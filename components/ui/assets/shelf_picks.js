// Articles picked from a list, over several of its pages, or all that a search found; and what can be done with them.
function pickBox(root, row) {
  const box = element("input", "pick");
  box.type = "checkbox";
  box.value = row.id;
  box.setAttribute("aria-label", "Pick " + row.title);
  box.addEventListener("change", () => {
    root.all = false;
    if (box.checked) root.picked.add(row.id);
    else root.picked.delete(row.id);
    showPicks(root);
  });
  return box;
}

function pickHead(root) {
  const { round } = root.data.picks;
  // Another search, or something done that ended them: what isn't seen any more isn't picked.
  if (root.round !== round) {
    root.round = round;
    root.picked = new Set();
    root.all = false;
  }
  const head = element("div", "head");
  const label = element("label");
  const box = element("input", "pick page");
  box.type = "checkbox";
  box.addEventListener("change", () => {
    root.all = false;
    for (const row of root.data.rows) {
      if (box.checked) root.picked.add(row.id);
      else root.picked.delete(row.id);
    }
    showPicks(root);
  });
  label.append(box, document.createTextNode(root.data.picks.said));
  head.append(label);
  return head;
}

function pickBar(root) {
  const { total, acts } = root.data.picks;
  const bar = element("div", "bar");
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "What to do with the picked articles");
  const count = element("span", "count");
  count.setAttribute("role", "status");
  const whole = element("button", "whole", `Pick all ${total.toLocaleString("en")}`);
  whole.addEventListener("click", () => {
    root.all = true;
    showPicks(root);
    root.querySelector(".bar .act").focus();
  });
  const buttons = acts.map((act) => {
    const made = element("button", "act", act.label);
    made.least = act.least;
    made.most = act.most;
    made.addEventListener("click", () => root.tell("act", { what: act.what, all: root.all, ids: root.all ? [] : [...root.picked] }));
    return made;
  });
  const none = element("button", "whole none", "Pick none");
  none.addEventListener("click", () => {
    root.all = false;
    root.picked.clear();
    showPicks(root);
    root.querySelector(".head .pick").focus();
  });
  bar.append(count, whole, ...buttons, none);
  return bar;
}

// The boxes and the bar as the picks are now.
function showPicks(root) {
  const { total } = root.data.picks;
  const number = root.all ? total : root.picked.size;
  const boxes = [...root.querySelectorAll("article .pick")];
  for (const box of boxes) {
    box.checked = root.all || root.picked.has(box.value);
    box.closest("article").classList.toggle("picked", box.checked);
  }
  const page = root.querySelector(".head .pick");
  const checked = boxes.filter((box) => box.checked).length;
  page.checked = boxes.length > 0 && checked === boxes.length;
  page.indeterminate = checked > 0 && checked < boxes.length;
  const bar = root.querySelector(".bar");
  bar.hidden = number === 0;
  bar.querySelector(".count").textContent = `${number.toLocaleString("en")} picked`;
  bar.querySelector(".whole").hidden = root.all || number >= total;
  for (const button of bar.querySelectorAll(".act")) {
    button.disabled = number < button.least || (button.most > 0 && number > button.most);
    button.title = !button.disabled || !button.most ? "" : `${button.least} to ${button.most} articles`;
  }
}
