// Everything in the page, shadow roots too.
const deep = (root, found = []) => {
  for (const one of root.querySelectorAll("*")) {
    found.push(one);
    if (one.shadowRoot) deep(one.shadowRoot, found);
  }
  return found;
};
