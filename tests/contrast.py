"""How well the texts of a page can be read, asked of a browser that shows it."""

CONTRASTS = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => {
      const c = part / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return colour === "rgba(0, 0, 0, 0)" && element.parentElement ? ground(element.parentElement) : light(colour);
  };
  const told = [];
  for (const element of document.body.querySelectorAll("*")) {
    const words = Array.from(element.childNodes, (node) => (node.nodeType === 3 ? node.data.trim() : "")).join("");
    if (!words || element.tagName === "SCRIPT") continue;
    const style = getComputedStyle(element);
    const paper = ground(element);
    const ink = light(element.closest("svg") ? style.fill : style.color);
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    told.push({ words: words.slice(0, 40), ratio, least });
  }
  return told;
}"""
"""Of each text, its contrast with the page and what WCAG 2.2 (1.4.3, AA) asks of its size."""
