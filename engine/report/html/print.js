// Paper: the overview, then everything that the filter shows, unfolded.
const printedAtOnce = 5;     // of a group of alike subjects, in full
const namesPrinted = 300;

// What passes plainly takes a line: who, and by what.
function printedPass(group) {
  const names = group.members.slice(0, namesPrinted).map(subject => subject.id).join(comma()) + (group.members.length > namesPrinted ? ' …' : '');
  return el('p', {class: 'passes'}, badge(group.verdict), ' ', group.members.length > 1 ? `${group.members.length}${colon()}${names}${lang ? '。' : '. '}` : group.members.length === 1 ? group.members[0].words() + colon() : '',
    group.told ? say(group.summary, group.members[0]) : '');
}

function printedGroup(group, rule, total) {
  if (!group.told || plainPass(group.verdict)) return printedPass(group);
  const several = group.members.length > 1;
  const block = el('section', {class: 'group'}, el('h5', {}, badge(group.verdict), ' ',
    several ? t('sameReason', group.members.length, total) : group.members[0]?.words() ?? t('wholeNetwork')));
  for (const at of Array(Math.max(1, Math.min(group.members.length, printedAtOnce))).keys()) {
    if (several) block.append(el('h5', {}, group.members[at].words()));
    const proof = proofBlock(group.proof(at), group.members[at], rule, group.verdict);
    proof.querySelectorAll('details.more').forEach(node => node.remove());
    block.append(proof);
  }
  const rest = group.members.slice(printedAtOnce, printedAtOnce + namesPrinted).map(subject => subject.id);
  if (rest.length > 0) block.append(el('p', {class: 'names'}, `${t('alsoThese')}${colon()}${rest.join(', ')}${group.members.length > printedAtOnce + rest.length ? ' …' : ''}`));
  const remedy = remedyBlock(group, rule, several);
  // A command to copy is of no use on paper, nor are the words that lead to it.
  remedy?.querySelectorAll('details, .copyable').forEach(node => (node.closest('p.faint') ?? node).remove());
  if (remedy) block.append(remedy);
  return block;
}

function printedRule(rule) {
  const total = rule.groups.reduce((sum, group) => sum + group.members.length, 0);
  return el('article', {}, el('h4', {class: 'printed'}, badge(rule.verdict), ' ', say(rule.title) || rule.id, ' ', el('span', {class: 'clauses'}, clauseText(rule))),
    el('p', {class: 'place'}, `${rule.id} · ${say(rule.policy)}`), say(rule.remark) ? el('p', {class: 'remark'}, say(rule.remark)) : null,
    rule.empty >= 0 ? el('p', {}, say(rule.empty)) : null, rule.groups.map(group => printedGroup(group, rule, total)));
}

function preparePrint() {
  if (document.getElementById('printed')) return;
  const shown = fitting();
  const page = el('div', {id: 'printed'}, el('h2', {}, t('results')));
  if (filtered()) page.append(el('p', {}, t('printedFilter', shown.length, rules.length)));
  page.append(el('p', {class: 'faint'}, t('printLimit', printedAtOnce)));
  let title = '';
  for (const rule of shown) {
    const next = rule.kind === 'requirement' ? domainWords(rule.domain) : t(rule.kind === 'risk' ? 'risks' : 'duties');
    if (next !== title) page.append(el('h3', {}, title = next));
    page.append(printedRule(rule));
  }
  document.getElementById('main').append(page);
  unfolded = [...document.querySelectorAll('#overview details:not([open])')];
  for (const node of unfolded) {
    node.open = true;
    node.make();
  }
}
let unfolded = [];
addEventListener('beforeprint', preparePrint);
addEventListener('afterprint', () => {
  document.getElementById('printed')?.remove();
  for (const node of unfolded) node.open = false;
});
