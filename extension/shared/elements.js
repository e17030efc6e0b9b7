// @ts-check
/** Elements from plain values. Text becomes text, never markup. */

/**
 * An element with properties and children. A property that starts with "aria-" or "data-", or is named
 * "role", becomes an attribute; one that is a function listens to that event ("click", not "onclick").
 * A child that is null or false is left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [properties]
 * @param {...(Node | string | null | false)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (/^(aria-|data-|role$)/.test(name)) made.setAttribute(name, String(value));
    else Object.assign(made, { [name]: value });
  }
  made.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child !== null && child !== false)));
  return made;
}
