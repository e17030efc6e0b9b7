// @ts-check
/** The button's badge: silent while all is well, a count of what is unsent, a sign for what needs the reader. */

/**
 * @param {Pick<typeof chrome.action, "setBadgeText" | "setBadgeBackgroundColor" | "setTitle">} action
 * @param {{ waiting: number, refused: number }} unsent
 */
export async function showBadge(action, { waiting, refused }) {
  const text = refused ? "!" : waiting ? String(waiting) : "";
  const title = refused
    ? `Postil: the server refused ${count(refused)}`
    : waiting
      ? `Postil: ${count(waiting)} not sent yet`
      : "Postil: who is in this article";
  await action.setBadgeText({ text });
  await action.setBadgeBackgroundColor({ color: refused ? "#a3221b" : "#93400f" });
  await action.setTitle({ title });
}

/** @param {number} number */
function count(number) {
  return number === 1 ? "1 change" : `${number} changes`;
}
