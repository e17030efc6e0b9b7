"""What both browsers are asked of the panel."""

MIDDLE_IN_PANEL = """(selector) => {
  const control = document.querySelector(selector);
  control.scrollIntoView();
  const box = control.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""
