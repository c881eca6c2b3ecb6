// Elements are made here only, and what they hold is always text: nothing in the data can become markup.
const svgSpace = 'http://www.w3.org/2000/svg';

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== ''));
  return node;
}
const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(svgSpace, tag), attributes, children);

const hidden = text => el('span', {class: 'sr'}, text);  // for those who listen

// `<details>` whose inside is made when it is first opened.
function unfolding(attributes, summary, inside) {
  const node = el('details', attributes, el('summary', {}, summary));
  node.make = () => {
    if (node.made) return;
    node.made = true;
    node.append(...[inside()].flat());
  };
  node.addEventListener('toggle', () => node.open && node.make());
  if (attributes.open) node.make();
  return node;
}

// What stands in brackets is told where there is room for it.
const badge = verdict => el('span', {class: `badge v-${verdict}`, title: verdictWords(verdict)}, el('span', {'aria-hidden': 'true'}, marks[verdict] + ' '),
  verdictWords(verdict).replace(/\s*[(（].*$/, ''));

function copyable(text) {
  const button = el('button', {type: 'button', class: 'quiet', onclick: async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(code);
      document.execCommand('copy');
    }
    button.textContent = t('copied');
  }}, t('copy'));
  const code = el('code', {class: 'command'}, text);
  return el('span', {class: 'copyable'}, code, ' ', button);
}

// Control characters, and those that nobody sees or that turn the direction of writing, are written out.
const visible = text => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, c => (c === '\t' ? c : `\\u{${c.codePointAt(0).toString(16)}}`));
