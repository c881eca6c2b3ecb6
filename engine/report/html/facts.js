// Facts: where they stand, who says so, and the lines around them.
const layouts = new Map();  // by number: from pointer to where its four numbers begin

function entry(list, key, pointer) {
  if (!layouts.has(key)) {
    const index = new Map();
    for (let at = 0; at < list.length; at += 4) index.set(list[at], at);
    layouts.set(key, index);
  }
  const at = layouts.get(key).get(pointer);
  return at === undefined ? null : list.slice(at + 1, at + 4);
}

function factAt(pointer, subject) {
  const words = inLanguage(pointer, 0);
  const below = words.startsWith(self);
  const found = below ? entry(data.layouts[subject.layout], subject.layout, pointer) : entry(data.places, 'places', pointer);
  const [line, column, evidence] = found ?? [0, 1, 0];
  return {pointer: below ? subject.pointer + words.slice(1) : words, line: below ? subject.line + line : line, column, evidence};
}

const fileName = () => say(data.file).replace(/^.*\//, '');

const before = (a, line, column) => a[0] < line || (a[0] === line && a[1] <= column);
function regionOf(line, column) {
  let low = 0;
  let high = data.regions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(data.regions[middle], line, column)) low = middle + 1;
    else high = middle;
  }
  const region = data.regions[low - 1];
  if (!region) return null;
  const lines = region[2].split('\n');
  return line - region[0] < lines.length ? {first: region[0], column: region[1], lines} : null;
}

const value = /^(?:"(?:\\.|[^"\\])*"|[^\s,\]}]+)/u;

// A line with the value marked that begins at that place (counted in characters).
function marked(line, at) {
  const characters = Array.from(line);
  const rest = characters.slice(at).join('');
  const found = value.exec(rest)?.[0] ?? '';
  return [visible(characters.slice(0, at).join('')), el('mark', {}, visible(found)), visible(rest.slice(found.length))];
}

function context(fact) {
  const region = regionOf(fact.line, fact.column);
  if (!region) return el('p', {class: 'faint'}, t('noContext', fact.line));
  const rows = [];
  for (let number = Math.max(region.first, fact.line - 2); number <= fact.line + 2; ++number) {
    const text = region.lines[number - region.first];
    if (text === undefined) break;
    const cut = number === region.first && region.column > 1;
    const here = number === fact.line;
    rows.push(el('div', {class: here ? 'here' : null}, el('span', {class: 'number'}, String(number)), el('span', {class: 'text'},
      cut ? '…' : '', here ? marked(text, fact.column - (cut ? region.column : 1)) : visible(text))));
  }
  return el('div', {class: 'lines', role: 'group', 'aria-label': `${fileName()}:${fact.line}`, tabindex: 0}, rows);
}

function factBox(pointer, subject, methods, told) {
  const fact = factAt(pointer, subject);
  const known = fact.evidence > 0;
  const says = known ? say(data.evidence[fact.evidence - 1][methods]) : '';
  const evidence = says && says !== told.evidence ? [' · ', el('span', {class: 'evidence'}, says)] : [];
  told.evidence = says || told.evidence;
  const place = el('span', {class: 'place'}, `${fileName()}:${fact.line}:${fact.column}`);
  const where = known ? place : el('span', {class: 'faint'}, t('absent') + ' ', place);
  return unfolding({class: 'fact'}, [el('code', {}, fact.pointer), ' ', where, evidence], () => context(fact));
}
