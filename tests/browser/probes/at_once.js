// Press the card's "Right", then pick these marks in the list, all before the browser draws anything.
(marks) => {
  const all = deep(document);
  all.find((one) => one.matches(".card-box .ways button.right")).click();
  for (const mark of marks) all.find((one) => one.matches(`.row[data-id="${mark}"]`)).querySelector("a").click();
}
