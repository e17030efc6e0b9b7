// What a page's own script can see of the extension, kept for the tests to read.
window.seen = { messages: [], keys: [] };
addEventListener("message", (event) => window.seen.messages.push(event.data));
addEventListener("keydown", (event) => window.seen.keys.push(event.key));
