// The reader of the papers that are written as a script: the page that loads it holds no word of the article.
const data = location.pathname + ".json";
fetch(data).then(answer => answer.json()).then(page => {
  document.head.insertAdjacentHTML("beforeend", page.head);
  document.getElementById("root").innerHTML = page.body;
});
