// Tables: the plain one as it stands, and the data table, which sorts by any column and pages.

import { el, icon, newId } from "./dom.js";
import { richText } from "./rich_text.js";
import { exactly } from "./scale.js";
import { leaf } from "./words.js";

const DRAWN_AT_ONCE = 5; // rows of a page where the app does not say how many

const isNumber = (cell) => cell.type === "raw_number";

function inside(cell) {
  if (cell.type === "rich_text") return richText(cell);
  return leaf(cell.text ?? (isNumber(cell) ? exactly(cell.value) : ""), { emojis: false });
}

// Long words go on in the next line, and a column is never narrower than a word.
const wrappedIn = (cell) => el("div", { class: "wrapped" }, inside(cell));

export function table(block) {
  const settings = block.column_settings ?? [];
  const rows = block.rows.map((row) => el("tr", {}, row.map((cell, at) => {
    const { align = isNumber(cell) ? "right" : "left", is_wrapped: wrapped } = settings[at] ?? {};
    return el("td", { class: align, dir: "auto" }, wrapped ? wrappedIn(cell) : inside(cell));
  })));
  const name = block.rows[0].map(wordsOf).join(", ");
  return el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": `Table: ${name}` }, el("table", { class: "grid" }, el("tbody", {}, rows)));
}

const wordsOf = (cell) => (cell.type === "rich_text" ? el("span", {}, richText(cell)).textContent : String(cell.text ?? cell.value ?? ""));

function compared(one, other) {
  if (isNumber(one) && isNumber(other)) return one.value - other.value;
  return wordsOf(one).localeCompare(wordsOf(other), undefined, { numeric: true, sensitivity: "base" });
}

export function dataTable(block) {
  return new DataTable(block).node;
}

class DataTable {
  constructor(block) {
    const [head, ...rows] = block.rows;
    Object.assign(this, { head, rows, size: block.page_size ?? DRAWN_AT_ONCE, page: 0, by: null, down: false });
    this.header = block.row_header_column_index ?? 0;
    this.body = el("tbody");
    this.top = head.map((cell, at) => this.column(cell, at));
    const caption = newId("caption");
    this.feet = el("div", { class: "table-feet" });
    this.node = el("div", { class: "data-table" },
      el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-labelledby": caption },
        el("table", { class: "grid" },
          el("caption", { id: caption, dir: "auto" }, el("span", { class: "stays" }, leaf(block.caption, { emojis: false }))),
          el("thead", {}, el("tr", {}, this.top)), this.body)),
      this.feet);
    this.show();
  }

  get pages() {
    return Math.ceil(this.rows.length / this.size);
  }

  column(cell, at) {
    const right = this.rows.every((row) => isNumber(row[at])) ? "right" : "";
    const press = () => this.sort(at);
    return el("th", { scope: "col", class: right, "aria-sort": "none" },
      el("button", { type: "button", class: "sort", on: { click: press } }, el("span", { dir: "auto" }, inside(cell)), icon("down")));
  }

  sort(at) {
    this.down = this.by === at ? !this.down : false;
    this.by = at;
    this.page = 0;
    this.top.forEach((cell, index) => cell.setAttribute("aria-sort", index === at ? (this.down ? "descending" : "ascending") : "none"));
    this.show();
  }

  sorted() {
    if (this.by === null) return this.rows;
    const sign = this.down ? -1 : 1;
    return [...this.rows].sort((one, other) => sign * compared(one[this.by], other[this.by]));
  }

  show() {
    const from = this.page * this.size;
    const shown = this.sorted().slice(from, from + this.size);
    this.body.replaceChildren(...shown.map((row) => el("tr", {}, row.map((cell, at) => this.cell(cell, at)))));
    this.feet.replaceChildren(...(this.pages > 1 ? this.turners(from, shown.length) : []));
  }

  cell(cell, at) {
    const shared = { dir: "auto", class: isNumber(cell) ? "right" : "" };
    return at === this.header ? el("th", { ...shared, scope: "row" }, wrappedIn(cell)) : el("td", shared, inside(cell));
  }

  turners(from, count) {
    const turn = (by, label, name) => el("button", {
      type: "button", class: "plain", "aria-label": label, disabled: !(this.page + by in [...Array(this.pages)]),
      on: { click: () => this.turn(by, label) },
    }, icon(name));
    const said = `${from + 1} to ${from + count} of ${this.rows.length}`;
    return [turn(-1, "Previous rows", "back"), el("span", { class: "faint", role: "status" }, said), turn(1, "Next rows", "next")];
  }

  turn(by, label) {
    this.page += by;
    this.show();
    this.feet.querySelector(`[aria-label="${label}"]:not(:disabled)`)?.focus();
  }
}
