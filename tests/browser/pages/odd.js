// The kinds of content that scripts make: an open shadow root, and words that come late.
const shadow = document.getElementById("host").attachShadow({ mode: "open" });
const before = document.createElement("p");
before.textContent = "Words in an open shadow root are on the page too.";
shadow.append(before, document.createElement("slot"));
window.comeLate = () => {
  document.getElementById("late").textContent = "These words came late, after everything else had been read.";
};
window.goElsewhere = (path, words) => {
  history.pushState(null, "", path);
  const paragraph = document.createElement("p");
  paragraph.textContent = words;
  document.querySelector("article").replaceChildren(paragraph);
};
