// The pages of a list as links: the first, the last, and those around the one that is shown.
function pager(root) {
  const { page, pages, hrefs } = root.data.pages;
  const made = element("nav", "pages");
  made.setAttribute("aria-label", "Pages of the list");
  const link = (number, text, label) => {
    const one = way(root, "", text, hrefs.replace("PAGE", String(number)), "paged", number);
    one.setAttribute("aria-label", label);
    return one;
  };
  if (page > 1) made.append(link(page - 1, "‹ Previous", "Previous page"));
  let last = 0;
  for (let number = 1; number <= pages; number += 1) {
    if (number > 1 && number < pages && Math.abs(number - page) > 2) continue;
    if (number > last + 1) made.append(element("span", "gap", "…"));
    const one = link(number, number.toLocaleString("en"), `Page ${number}`);
    if (number === page) one.setAttribute("aria-current", "page");
    made.append(one);
    last = number;
  }
  if (page < pages) made.append(link(page + 1, "Next ›", "Next page"));
  return made;
}
