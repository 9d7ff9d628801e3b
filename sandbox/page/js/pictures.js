// Pictures and files: the bytes come with the token, so they are fetched and shown from memory.

import { el, icon } from "./dom.js";
import { store } from "./store.js";
import { bytes } from "./wire.js";

const kept = new Map(); // by user and file: the address in this page's memory

async function addressOf(id) {
  const key = `${store.me} ${id}`;
  if (!kept.has(key)) kept.set(key, bytes(store.me, id).then((blob) => blob && URL.createObjectURL(blob)));
  return kept.get(key);
}

export function picture(id, alt) {
  const image = el("img", { alt, class: "picture" });
  addressOf(id).then((address) => (address ? (image.src = address) : image.replaceWith(missing(alt))));
  return image;
}

const missing = (alt) => el("span", { class: "missing" }, `picture: ${alt || "not to be seen"}`);

export function outside(url, alt) {
  const image = el("img", { alt, src: url, class: "picture", referrerpolicy: "no-referrer", loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(missing(alt)));
  return image;
}

// An image block or element: of a file in the workspace, or from outside.
export function imageOf(block) {
  const file = block.slack_file;
  if (!file) return outside(block.image_url, block.alt_text);
  const id = file.id ?? file.url.match(/files\/([A-Z0-9]+)\//)?.[1] ?? "";
  return picture(id, block.alt_text);
}

const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

export function fileCard(file) {
  if (SHOWN.test(file.type)) {
    const label = `Picture ${file.name}`;
    return el("figure", { class: "file-picture" }, el("figcaption", { dir: "auto" }, file.name), picture(file.id, file.alt ?? label));
  }
  const save = async () => {
    const address = await addressOf(file.id);
    if (address) el("a", { href: address, download: file.name }).click();
  };
  return el("button", { class: "file-card", type: "button", on: { click: save } },
    icon("file"), el("span", { class: "file-name", dir: "auto" }, file.name), el("span", { class: "faint" }, size(file.size)));
}

function size(count) {
  if (count < 1024) return `${count} bytes`;
  return count < 1048576 ? `${Math.round(count / 1024)} kB` : `${(count / 1048576).toFixed(1)} MB`;
}

// What a file input or a drop gave, as the server takes it: all of it, or the word that one cannot be read,
// since it is gone from the disk meanwhile or is a folder.
export async function allPacked(files) {
  const read = await Promise.allSettled(files.map(packed));
  const at = read.findIndex((each) => each.status === "rejected");
  if (at >= 0) return { ok: false, said: `“${files[at].name}” cannot be read.` };
  return { ok: true, files: read.map((each) => each.value) };
}

function packed(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, content: reader.result.split(",")[1] ?? "" });
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
