// The kinds of content that scripts make: an open shadow root, and words that come late.
const shadow = document.getElementById("host").attachShadow({ mode: "open" });
const before = document.createElement("p");
before.textContent = "Words in an open shadow root are on the page too.";
shadow.append(before, document.createElement("slot"));
window.comeLate = () => {
  document.getElementById("late").textContent = "These words came late, after everything else had been read.";
};
// As frameworks do: the same words in new elements.
window.renderAnew = () => {
  const article = document.querySelector("article");
  const copy = article.cloneNode(true);
  article.replaceWith(copy);
};
// A page that never comes to rest: it writes as soon as it may.
window.neverRest = () => {
  const clock = document.body.appendChild(document.createElement("p"));
  window.ticks = 0;
  const tick = () => {
    clock.textContent = `Tick ${(window.ticks += 1)}.`;
    setTimeout(tick);
  };
  tick();
};
window.goElsewhere = (path, words) => {
  history.pushState(null, "", path);
  const paragraph = document.createElement("p");
  paragraph.textContent = words;
  document.querySelector("article").replaceChildren(paragraph);
};
