// Why a subject has its verdict.
const markWords = {'✓': 'holds', '✗': 'holdsNot', '?': 'unknown', '·': 'noted', '!': 'warned', '–': 'noted'};
const markClass = {'✓': 'good', '✗': 'bad', '?': 'open', '!': 'open'};
const markSpan = mark => [el('span', {class: `mark ${markClass[mark] ?? ''}`, 'aria-hidden': 'true'}, mark), hidden(`${t(markWords[mark] ?? 'noted')}: `)];

function stepItem(number, subject, methods, told) {
  const [words, facts, moreFacts, given] = data.steps[number];
  const item = el('li', {}, say(words, subject));
  for (let at = 0; at < given.length; at += 2) {
    item.append(el('div', {class: 'faint'}, say(given[at]), ' ', el('span', {class: 'place'}, say(given[at + 1]))));
  }
  item.append(...facts.map(pointer => factBox(pointer, subject, methods, told)));
  if (moreFacts > 0) item.append(el('div', {class: 'faint'}, t('moreFacts', moreFacts)));
  return item;
}

// `folded`: what holds is folded, so that what does not stands out.
function lineBlock(number, subject, rule, folded) {
  const [mark, words, policy] = data.lines[number];
  const label = say(words, subject);
  const head = [markSpan(inLanguage(mark, 0)), el('strong', {}, label), policy < 0 ? null : el('span', {class: 'place'}, say(policy))];
  const fold = folded && inLanguage(mark, 0) === '✓';
  if (fold) return unfolding({class: 'line'}, el('span', {class: 'head'}, head), () => lineInside(number, subject, rule, label));
  return el('div', {class: 'line'}, el('div', {class: 'head'}, head), lineInside(number, subject, rule, label));
}

function lineInside(number, subject, rule, label) {
  const [, , , methods, below, exceptions] = data.lines[number];
  const block = el('div', {class: 'inside'});
  const told = {evidence: ''};
  for (const [whole, steps, more] of below) {
    if (whole >= 0) block.append(el('p', {}, say(whole, subject)));
    const bare = steps.length === 1 && say(data.steps[steps[0]][0], subject) === label;  // its facts only
    const list = el('ul', {}, steps.map(step => stepItem(step, subject, methods, told)));
    if (bare) list.firstChild.firstChild.remove();
    if (steps.length > 0) block.append(list);
    if (more > 0) block.append(el('p', {class: 'faint'}, t('moreSteps', more), copyable(command(rule, subject, '--full'))));
  }
  block.append(...exceptions.map(line => lineBlock(line, subject, rule, false)));
  return block;
}

function questionList(questions, subject) {
  const told = {evidence: ''};
  return el('div', {class: 'box open'}, el('h5', {}, t('questions')), el('ul', {}, questions.map(([pointer, why, ask]) =>
    el('li', {}, ask < 0 ? null : el('strong', {}, say(ask), ' '), say(why, subject), factBox(pointer, subject, 0, told)))));
}

function proofBlock(number, subject, rule, verdict) {
  const [lines, questions, parameters] = data.proofs[number];
  const folded = lines.length > 1 && standing(verdict) !== 'good';
  const block = el('div', {class: 'proof'}, lines.map(line => lineBlock(line, subject, rule, folded)));
  if (questions.length > 0) block.append(questionList(questions, subject));
  if (parameters.length > 0) {
    block.append(unfolding({class: 'more'}, t('figures'), () => el('ul', {}, parameters.map(words => el('li', {}, say(words))))));
  }
  return block;
}

// The whole tree: node by node, made as it is unfolded.
const truthMarks = ['✗', '✓', '?', '·'];
function treeNode([truth, words, origin, children, cut], subject) {
  const fact = origin <= -2 ? factAt(-2 - origin, subject) : null;
  const place = fact ? `${fileName()}:${fact.line}:${fact.column}` : origin >= 0 ? say(origin) : '';
  const head = [markSpan(truthMarks[truth]), say(words, subject), truth === 3 ? ` · ${t('notReached')}` : '', place && el('span', {class: 'place'}, place)];
  const inside = () => [el('ul', {class: 'tree'}, children.map(child => treeNode(child, subject)),
    cut > 0 ? el('li', {class: 'faint'}, t('stepsCut', cut)) : null)];
  return el('li', {}, children.length + cut === 0 ? el('div', {class: 'leaf'}, head) : unfolding({class: 'node'}, head, inside));
}
const treeBlock = (number, subject, name) => unfolding({class: 'more'}, name, () => el('ul', {class: 'tree'}, treeNode(data.trees[number], subject)));

// What would change it: the remedy in words, and the smallest changes.
function remedyBlock(group, rule, several) {
  const subject = group.members[0];
  const block = el('div', {class: 'box'});
  if (group.repairs.length > 0) {
    block.append(el('h5', {}, several ? t('toPassFor', subject.name()) : t('toPass')), el('ol', {}, group.repairs.map(([words, count, passes, patch], at) =>
      el('li', {}, at > 0 ? `${t('or')} ` : '', say(words, subject), ` (${count === 1 ? t('change') : t('changes', count)}${passes ? '' : `; ${t('staysOpen')}`}) `,
        unfolding({class: 'more'}, t('patch'), () => copyable(inLanguage(patch, 0).replaceAll(self, subject?.name() ?? '')))))));
  } else if (standing(group.verdict) === 'bad' && group.verdict !== 'late') {
    block.append(el('p', {class: 'faint'}, t('repairsAt'), copyable(command(rule, subject))));
  }
  if (group.remedy >= 0) block.append(el('h5', {}, t('remedy')), el('p', {}, say(group.remedy, subject)));
  return block.childNodes.length > 0 ? block : null;
}
