// Files dropped anywhere on a conversation or a thread go to its composer, and never replace the page.

const hasFiles = (event) => event.dataTransfer.types.includes("Files");

export function catchDrops() {
  document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    const pane = event.target.closest("#middle, #thread");
    pane?.querySelector(".composer")?.takes(event.dataTransfer.files);
  });
}
