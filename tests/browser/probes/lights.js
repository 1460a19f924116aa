// What is lit of a pick: rows of lists, words of the article, rings in charts, cards, the address.
() => {
  const all = deep(document);
  const by = (name) => all.filter((e) => e.classList && e.classList.contains(name));
  const words = (article) => [...article.querySelectorAll("[aria-current=true]")].map((s) => s.textContent).join("");
  return {
    rows: by("list").map((list) => [...list.querySelectorAll(".row.picked")].map((row) => row.dataset.id)),
    lit: by("article").map(words).join(),
    rings: by("js-plotly-plot").map((plot) => plot.querySelectorAll(".picked-ring").length),
    cards: by("card-box").length,
    mark: new URL(location.href).searchParams.get("mark"),
  };
}
