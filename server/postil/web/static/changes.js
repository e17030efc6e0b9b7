// On an article: what was marked or changed elsewhere, in the extension or another program, is shown soon after.
// A reader who is in the middle of something is told, and decides when.

const LOOK_MS = 5000;

const page = document.getElementById("content");
const notice = document.getElementById("changed");

function isIdle() {
  const typed = [...document.querySelectorAll("textarea, input")].some((field) => field.value !== field.defaultValue);
  const opened = document.querySelector("main details[open]:not(#your-marks)") !== null;
  return !typed && !opened && getSelection().isCollapsed && document.activeElement === document.body;
}

async function look() {
  if (document.visibilityState !== "visible" || !notice.hidden) return;
  const reply = await fetch(page.dataset.stampAt).catch(() => null); // without a server: at the next look
  if (!reply?.ok || (await reply.json()).stamp === page.dataset.stamp) return;
  if (isIdle()) location.reload();
  else notice.hidden = false;
}

setInterval(look, LOOK_MS);
document.addEventListener("visibilitychange", look);
