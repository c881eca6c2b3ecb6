// Texts whose contrast to what lies behind them is below 4.5 to 1, of those that stand in the window's first screens.
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgba = colour => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
const behind = element => {
  for (let node = element; node; node = node.parentElement) {
    const colour = rgba(getComputedStyle(node).backgroundColor);
    if (colour[3] === 255) return colour;
  }
  return [255, 255, 255];
};
const weak = new Map();
for (const element of document.querySelectorAll('body *')) {
  if (element.closest('svg, script, .sr, #skip, option, datalist') || !element.checkVisibility()) continue;
  if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
  const key = `${element.tagName}.${element.className} in ${element.parentElement.tagName}.${element.parentElement.className}`;
  if (weak.has(key)) continue;
  const [a, b] = [light(rgba(getComputedStyle(element).color)), light(behind(element))];
  weak.set(key, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
}
return [...weak].filter(([, ratio]) => ratio < 4.5).map(([key, ratio]) => `${key} ${ratio.toFixed(2)}`);
