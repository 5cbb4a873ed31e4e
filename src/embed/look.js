// How a sheet looks in somebody else's page: its colours as that page asks, read well on its ground.
// Stands in frame.js and in mount.js.
const probe = document.createElement("i");
const styleOf = (node) => getComputedStyle(node);
// A colour as three numbers from 0 to 1; nothing where it is none, or is seen through.
const parse = (colour, root) => {
  probe.style.color = "";
  probe.style.color = `color-mix(in srgb, ${colour}, ${colour})`;
  if (!probe.style.color) return;
  root.append(probe);
  const [red, green, blue, alpha = 1] = styleOf(probe).color.match(/[\d.]+(e-?\d+)?/g).map(Number);
  probe.remove();
  if (alpha > 0.99) return [red, green, blue].map((part) => Math.min(1, part));
};
const mix = (one, other, part) => one.map((it, at) => it + (other[at] - it) * part);
const light = (colour) => {
  const [red, green, blue] = colour.map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one, other) => {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const BLACK = [0, 0, 0], WHITE = [1, 1, 1];
// A colour moved towards black or white until it stands out from all these.
const kept = (colour, grounds, ratio) => {
  const worst = (it) => Math.min(...grounds.map((ground) => contrast(it, ground)));
  const end = worst(BLACK) > worst(WHITE) ? BLACK : WHITE;
  for (let part = 0; part < 1; part += 0.05) {
    const moved = mix(colour, end, part);
    if (worst(moved) >= ratio) return moved;
  }
  return end;
};
const TOKENS = ["--paper", "--sheet", "--ink", "--ink-soft", "--line", "--edge", "--sprout", "--sprout-ink", "--sprout-wash", "--sprout-mark"];
// Dresses the root of a sheet.
const look = (root, { theme, ground, plain, colours }) => {
  root.dataset.theme = theme;
  for (const name of TOKENS) root.style.removeProperty(name);
  const token = (name) => parse(styleOf(root).getPropertyValue(name), root);
  const set = (name, colour) => root.style.setProperty(name, `rgb(${colour.map((it) => Math.round(it * 255)).join(" ")})`);
  // What lies behind a frame that one sees through: what the page says, else the browser's own.
  const seen = parse(ground, root), behind = seen || (theme === "dark" ? [0.07, 0.07, 0.07] : WHITE);
  const asked = (name) => colours[name] && parse(colours[name], root);
  const card = asked("card") || token("--sheet"), wanted = asked("ink") || token("--ink");
  let paper = asked("ground") || behind;
  const both = () => [paper, card];
  // Where no ink can be read on both grounds, there is one ground.
  const isApart = both().some((it) => contrast(kept(wanted, both(), 4.5), it) < 4.5);
  if (isApart) paper = card;
  const isOwn = isApart || Boolean(asked("ground"));
  root.toggleAttribute("data-ground", isOwn);
  // A plain ground is painted once more: who looks at the frame alone sees what readers see.
  root.toggleAttribute("data-clear", !isOwn && !(seen && plain));
  const accent = asked("accent") || token("--sprout");
  set("--paper", paper);
  if (isApart || Object.keys(colours).length) {
    const ink = kept(wanted, both(), 4.5), sprout = kept(accent, both(), 4.5);
    set("--sheet", card);
    set("--ink", ink);
    set("--ink-soft", kept(mix(ink, card, 0.3), both(), 4.6));
    set("--line", mix(ink, card, 0.84));
    set("--edge", kept(mix(ink, card, 0.45), both(), 3));
    set("--sprout", sprout);
    set("--sprout-ink", kept(contrast(WHITE, sprout) > contrast(BLACK, sprout) ? WHITE : BLACK, [sprout], 4.5));
    set("--sprout-wash", mix(sprout, card, 0.87));
    set("--sprout-mark", mix(sprout, card, 0.8));
  } else {
    // The colours are the own ones: only the ground is the page's.
    for (const [name, ratio] of [["--ink", 4.5], ["--ink-soft", 4.5], ["--edge", 3], ["--sprout", 4.5]]) {
      const own = token(name);
      if (contrast(own, paper) < ratio) set(name, kept(own, both(), ratio));
    }
  }
};
