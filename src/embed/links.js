// Where links lead in somebody else's page. Stands in frame.js and in mount.js.
//
// There a sheet stands and nothing else: what leads elsewhere opens beside it, and the history of the
// page around stays as it is.
const SENDING = ["copy-link", "send-link", "copy-text", "save-picture", "save-text"].map((it) => `[data-action=${it}]`).join();
const lead = (event, site, language, tell) => {
  if (event.target.closest?.(SENDING)) tell("share");
  const link = event.target.closest?.('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  if (link.dataset.action === "print") return print();
  if (link.hash.length > 1) open(`${site}?lang=${language === "en" ? "en" : "zh"}${link.hash}`, "_blank", "noopener");
};
