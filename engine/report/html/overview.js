// The overview: conclusions, clauses by domain, risks, duties; each picture stands beside its numbers.
function stackedBar(counts, total, name) {
  let x = 0;
  const bar = svg('svg', {class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', role: 'img', 'aria-label': name});
  for (const [verdict, count] of counts) {
    const width = 100 * count / total;
    bar.append(svg('rect', {x, y: 0, width, height: 10, class: `f-${verdict}`}, svg('title', {}, `${labelOf(verdict)}: ${count}`)));
    x += width;
  }
  return bar;
}
const labelOf = verdict => (verdict === 'not-covered' ? t('notCoveredShort') : verdictWords(verdict));
const markOf = verdict => marks[verdict] ?? '∅';

// By verdict, in the order of the verdicts; what no policy covers comes last.
function tallied(verdicts) {
  const counts = new Map();
  for (const verdict of verdicts) counts.set(verdict ?? 'not-covered', (counts.get(verdict ?? 'not-covered') ?? 0) + 1);
  return [...verdictOrder, 'not-covered'].filter(verdict => counts.has(verdict)).map(verdict => [verdict, counts.get(verdict)]);
}
const countList = counts => el('ul', {class: 'counts'}, counts.map(([verdict, count]) => el('li', {},
  el('span', {class: `key f-${verdict}`, 'aria-hidden': 'true'}, markOf(verdict)), ` ${grouped(count)} ${labelOf(verdict)}`)));
const inWords = counts => counts.map(([verdict, count]) => `${labelOf(verdict)} ${count}`).join(', ');

function scale(least, most, words) {
  return svg('svg', {class: 'scale', viewBox: '0 0 100 8', preserveAspectRatio: 'none', role: 'img', 'aria-label': t('outOf100', words)},
    svg('rect', {x: 0, y: 2, width: 100, height: 4, class: 'track'}), svg('rect', {x: 0, y: 2, width: least, height: 4, class: 'sure'}),
    svg('rect', {x: Math.max(least - 0.4, 0), y: 0, width: Math.max(most - least, 0.8), height: 8, class: 'range'}));
}

function tiles() {
  const chosen = ['conclusion', 'score'].concat(data.outcomes.map(([name]) => name).filter(name => name.includes('rate')));
  const tile = (title, ...inside) => el('div', {class: 'tile'}, el('div', {class: 'title'}, title), ...inside);
  return el('div', {class: 'tiles'}, tile(t('verdict'), badge(data.verdict)), chosen.map(name => data.outcomes.find(outcome => outcome[0] === name)).filter(outcome => outcome)
    .map(([, title, value, least, most]) => tile(say(title), el('div', {class: 'value'}, say(value)),
      least !== null && least >= 0 && most <= 100 ? scale(least, most, say(value)) : null)));
}

const numberRow = (words, number) => el('tr', {}, el('th', {scope: 'row'}, words), el('td', {class: 'number'}, grouped(number)));

// What the evidence of all facts is worth that verdicts rest on.
function evidenceBlock() {
  const [facts, ...kinds] = data.whoSays;
  if (facts === 0) return null;
  return el('section', {}, el('h3', {}, t('evidence')), el('table', {class: 'numbers'}, el('tbody', {},
    numberRow(t('factsUsed'), facts), kinds.map(([words, number]) => numberRow(say(words), number)))));
}

function denominatorBlock() {
  const [all, decided, undecided, notApplicable, notCovered, inPartOnly] = data.denominator;
  if (all === 0) return null;
  const counts = tallied(data.clauses.map(clause => clause[3]));
  return el('section', {}, el('h3', {}, t('denominator')), stackedBar(counts, all, inWords(counts)), countList(counts), el('table', {class: 'numbers'}, el('tbody', {},
    numberRow(`${t('clausesOfLevel')} ${say(data.level)}`, all), numberRow(t('decided'), decided), numberRow(t('undecided'), undecided), numberRow(t('notApplicable'), notApplicable), numberRow(t('notCovered'), notCovered))),
    inPartOnly > 0 ? el('p', {class: 'faint'}, t('inPartOnly', inPartOnly)) : null);
}

function domainBlock() {
  if (data.clauses.length === 0) return null;
  const byDomain = new Map();
  for (const [, , domain, verdict] of data.clauses) byDomain.set(domain, [...(byDomain.get(domain) ?? []), verdict]);
  const rows = [];
  const aside = new Map();  // by part of the catalogue
  for (const [domain, verdicts] of byDomain) {
    const counts = tallied(verdicts);
    if (counts.every(([verdict]) => verdict === 'not-applicable')) {
      const part = data.domains[domain][1];
      aside.set(part, (aside.get(part) ?? 0) + verdicts.length);
      continue;
    }
    const button = el('button', {type: 'button', class: 'quiet', title: t('domainHint'), onclick: () => narrow({d: String(domain)})}, domainWords(domain));
    rows.push(el('tr', {}, el('th', {scope: 'row'}, button), el('td', {class: 'number'}, grouped(verdicts.length)),
      el('td', {class: 'picture'}, stackedBar(counts, verdicts.length, inWords(counts))), el('td', {}, countList(counts))));
  }
  return el('section', {}, el('h3', {}, t('byDomain')), el('table', {class: 'domains'}, el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, t('domain')),
    el('th', {scope: 'col', class: 'number'}, t('clauses')), el('th', {scope: 'col'}, t('picture')), el('th', {scope: 'col'}, t('verdicts')))), el('tbody', {}, rows)),
    aside.size > 0 ? el('p', {class: 'faint'}, t('allNotApplicable', [...aside].map(([part, count]) => `${say(part)} ${count}`).join(comma()))) : null);
}

// What was found is named; what was not is counted.
function kindBlock(kind, title) {
  const all = rules.filter(rule => rule.kind === kind);
  if (all.length === 0) return null;
  const counts = tallied(all.map(rule => rule.verdict));
  const found = all.filter(rule => ['bad', 'open'].includes(standing(rule.verdict)));
  return el('section', {}, el('h3', {}, t(title)), stackedBar(counts, all.length, inWords(counts)), countList(counts),
    found.length > 0 ? el('ul', {class: 'found'}, found.map(rule => el('li', {}, badge(rule.verdict), ' ',
      el('a', {href: hashOf({r: rule.id}), onclick: event => { event.preventDefault(); go(rule.id); }}, say(rule.title) || rule.id)))) : el('p', {class: 'faint'}, t('noneFound')));
}

function outcomeBlock() {
  if (data.outcomes.length === 0) return null;
  return el('section', {}, el('h3', {}, t('outcomes')), el('table', {class: 'outcomes'}, el('thead', {}, el('tr', {}, ['outcome', 'value', 'reckoning'].map(name => el('th', {scope: 'col'}, t(name))))),
    el('tbody', {}, data.outcomes.map(([, title, value, , , policy, steps]) => el('tr', {}, el('th', {scope: 'row'}, say(title)), el('td', {}, say(value)),
      el('td', {}, el('span', {class: 'place'}, say(policy)), steps.length === 0 ? null : unfolding({class: 'more'}, t('howReckoned', steps.length), () =>
        el('ul', {class: 'plain'}, steps.map(([mark, words]) => el('li', {}, say(mark) ? markSpan(say(mark)) : null, say(words)))))))))));
}

// For those in a hurry.
function jumps() {
  const jump = (name, wanted) => {
    const verdicts = verdictOrder.filter(verdict => standing(verdict) === wanted && rules.some(rule => rule.verdict === verdict));
    const count = rules.filter(rule => verdicts.includes(rule.verdict)).length;
    return count === 0 ? null : el('button', {type: 'button', onclick: () => narrow({v: verdicts.join(',')})}, t(name) + colon() + count);
  };
  return el('div', {class: 'jump'}, jump('fallsShort', 'bad'), jump('open', 'open'));
}

function overview() {
  const set = inLanguage(data.set, lang).trim();
  return el('section', {id: 'overview', 'aria-labelledby': 'overview-title'}, el('h2', {id: 'overview-title'}, t('overview')), tiles(), jumps(),
    el('div', {class: 'columns'}, el('div', {}, denominatorBlock(), evidenceBlock()), kindBlock('risk', 'risks'), kindBlock('duty', 'duties')), domainBlock(), outcomeBlock(),
    set ? el('section', {}, el('h3', {}, t('setForThis')), el('p', {}, set)) : null);
}
