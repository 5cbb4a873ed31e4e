// How somebody else's page looks around a sheet. Stands in element.js and in mount.js.
//
// Light or dark, the colour of the ground, whether it is nothing else, and the colours that the page
// asks for: what one sees behind the element decides, then what the page declares; the device only
// where the page declares both. `probe` says any colour in one notation.
const device = matchMedia("(prefers-color-scheme: dark)");
const around = (element, probe, asked) => {
  let ground = "", plain = true, dark, node = element;
  for (; node && !ground; node = node.parentElement || node.getRootNode().host) {
    const { backgroundColor: colour, backgroundImage } = getComputedStyle(node);
    plain &&= backgroundImage === "none";
    probe.style.color = `color-mix(in srgb, ${colour}, ${colour})`;
    const [red, green, blue, alpha = 1] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
    if (alpha > 0.5) {
      ground = colour;
      plain &&= alpha === 1;
      dark = 0.3 * red + 0.59 * green + 0.11 * blue < 0.45;
    }
  }
  const style = getComputedStyle(element), colours = {};
  const declared = style.colorScheme + document.querySelector("meta[name=color-scheme]")?.content;
  dark ??= /dark/.test(declared) && (device.matches || !/light/.test(declared));
  for (const name of ["accent", "ink", "ground", "card"]) {
    const colour = style.getPropertyValue(`--sprout-${name}`).trim();
    if (colour) colours[name] = colour;
  }
  return [/^(light|dark)$/.test(asked) ? asked : dark ? "dark" : "light", ground, plain, colours];
};
