// Keeps Tab within a window: after the last thing that can be used comes the first.

const USED = "a[href], button, input, textarea, select, summary, [tabindex='0']";

export function trap(dialog) {
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || event.defaultPrevented) return;
    const all = [...dialog.querySelectorAll(USED)].filter((node) => !node.disabled && node.checkVisibility());
    const [first, last] = [all[0], all.at(-1)];
    const from = event.shiftKey ? first : last;
    if (document.activeElement !== from) return;
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  });
}
