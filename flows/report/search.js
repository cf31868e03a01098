"use strict";
// Shows the articles whose text holds every word that is typed, whatever its case and accents. Reads text, sets `hidden`, nothing else.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
const box = document.getElementById("find");
const count = document.getElementById("found");
const rows = Array.from(document.querySelectorAll("#articles > li"), (row) => [row, fold(row.textContent)]);
const everything = count.textContent;

const show = () => {
  const words = fold(box.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const [row, text] of rows) {
    row.hidden = !words.every((word) => text.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  count.textContent = words.length ? `${shown} of ${rows.length}` : everything;
};

box.addEventListener("input", show);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && event.target !== box) {
    event.preventDefault();
    box.focus();
  }
});
document.getElementById("search").hidden = false;
show();
