// Elements in one call.

const SVG = 'http://www.w3.org/2000/svg';

/** `h('p', { class: 'quiet' }, 'text', child)`; `on…` are listeners, other properties attributes. */
export function h(name, properties = {}, ...children) {
  return fill(document.createElement(name), properties, children);
}

/** The same for SVG. */
export function s(name, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, name), properties, children);
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

/** Puts `children` in the place of what is in `parent`; what is nothing is left out. */
export function replace(parent, ...children) {
  parent.replaceChildren(...children.flat().filter((child) => child != null && child !== false));
}

/** How states are coloured everywhere: the first and the last are grey. */
export function hue(state, count) {
  return state === 0 || state === count - 1 ? 'hue-none' : `hue-${(state - 1) % 8}`;
}
