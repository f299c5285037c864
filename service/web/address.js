// What is shown, and how, as the address says it: #audit/ID?finding=…, #batch/ID?sort=…, #?sort=….

const FORM = /^#?(?:(audit|batch)\/(\w+))?(?:\?(.*))?$/;

/**
 * The shown view.
 * @returns {{view: string, state: URLSearchParams}} `view` is "", "audit/ID" or "batch/ID"
 */
export function read() {
  const [, kind, id, query] = FORM.exec(location.hash) ?? [];
  return { view: kind ? `${kind}/${id}` : "", state: new URLSearchParams(query) };
}

/** The address of a view in a state, for a link. */
export function address(view, state = {}) {
  const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value)).toString();
  return `#${view}${query && `?${query}`}`;
}

/** Say in the address how the shown view is now: a step back leads to how it was. What is empty is left out. */
export function put(changes) {
  const hash = changedBy(changes);
  if (hash !== (location.hash || "#")) history.pushState(null, "", hash);
}

/** The same without a step to go back. */
export function note(changes) {
  history.replaceState(null, "", changedBy(changes));
}

function changedBy(changes) {
  const { view, state } = read();
  return address(view, { ...Object.fromEntries(state), ...changes });
}

let shown = { view: "", ending: new AbortController(), restore: null };

/** Begin the view that the address names: what the one before it has under way ends. Gives the signal of its own end. */
export function begin() {
  shown.ending.abort();
  shown = { view: read().view, ending: new AbortController(), restore: null };
  return shown.ending.signal;
}

/** Have the shown view take on other states of its address by this function. */
export function onState(restore) {
  shown.restore = restore;
}

/** Begin what has no address of its own, such as sending a report: the address becomes that of the first view. */
export function beginUnnamed() {
  if (read().view) history.pushState(null, "", address(""));
  return begin();
}

let route = () => {};

/** Go elsewhere, or show the same anew. */
export function go(hash = location.hash || "#") {
  if ((location.hash || "#") === hash) route();
  else location.hash = hash;
}

/** Have views shown as the address says: `show` makes one, and `left` is called when one is left for another. */
export function listen(show, left) {
  route = show;
  addEventListener("hashchange", () => {
    const { view, state } = read();
    if (shown.restore && shown.view === view) return shown.restore(state);
    route();
    return left();
  });
}
