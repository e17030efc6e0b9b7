// @ts-check
/** Where passages are in the window. */

/** The lines that ranges make up, in the coordinates of the top window. @param {Range[]} ranges @returns {DOMRect[]} */
export function linesOf(ranges) {
  return ranges.flatMap((range) => {
    const shift = frameShift(range.startContainer.ownerDocument?.defaultView ?? null);
    return [...range.getClientRects()]
      .filter(({ width, height }) => width > 0 && height > 0)
      .map(({ x, y, width, height }) => new DOMRect(x + shift.x, y + shift.y, width, height));
  });
}

/** Whether a press of the mouse is on one of these lines. @param {DOMRect[]} lines @param {MouseEvent} event */
export function isOn(lines, event) {
  const shift = frameShift(event.view);
  const [x, y] = [event.clientX + shift.x, event.clientY + shift.y];
  return lines.some((line) => x >= line.left && x <= line.right && y >= line.top && y <= line.bottom);
}

/** How far a frame's window is from the top one's corner. @param {Window | null} view */
function frameShift(view) {
  let [x, y] = [0, 0];
  for (let inner = view; inner?.frameElement; inner = inner.parent) {
    const box = inner.frameElement.getBoundingClientRect();
    x += box.x + inner.frameElement.clientLeft;
    y += box.y + inner.frameElement.clientTop;
  }
  return { x, y };
}
