// Hands the reader's decision to the window that asked, and to pages of its origin only.
const { origin, state, code } = document.getElementById("decision").dataset;
if (window.opener) {
  const answer = code ? { type: "authorization_response", code, state } : { type: "authorization_canceled", state };
  window.opener.postMessage(answer, origin);
  window.close();
} else {
  document.getElementById("decision").textContent = "The window that asked is gone: sign in there once more.";
}
