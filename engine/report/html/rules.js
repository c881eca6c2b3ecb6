// The list of requirements, risks and duties, each of which unfolds into its subjects and their reasons.
const subjectsAtOnce = 20;
const control = {rows: new Map(), sections: []};  // elements of the list as it is shown now

function metaList(rule) {
  const rows = [];
  const row = (name, ...inside) => rows.push(el('dt', {}, t(name)), el('dd', {}, ...inside));
  if (rule.clauses.length > 0) {
    row('askedBy', el('ul', {class: 'plain'}, rule.clauses.map(([source, number, title, part]) =>
      el('li', {}, `${say(source)} ${say(number)}`, part ? ` (${t('inPart')})` : '', title < 0 ? '' : ` · ${say(title)}`))));
  }
  if (rule.class >= 0) row('klass', say(rule.class));
  if (say(rule.methods)) row('methods', say(rule.methods));
  if (rule.concerns.length > 0) row('concerns', rule.concerns.map((name, at) => [at > 0 ? ', ' : '', ruleById.has(say(name)) ? ruleLink(say(name)) : say(name)]));
  if (rule.why >= 0) row('why', say(rule.why));
  row('writtenAt', el('span', {class: 'place'}, say(rule.policy)), unfolding({class: 'more'}, t('policyText'), () => el('pre', {tabindex: 0}, rule.text.split('\n').map(visible).join('\n'))));
  row('inTerminal', copyable(command(rule)), ' ', el('a', {href: hashOf({r: rule.id}), class: 'quiet', title: t('linkHint')}, t('link')));
  return el('dl', {class: 'meta'}, rows);
}
const ruleLink = id => el('a', {href: hashOf({r: id}), onclick: event => { event.preventDefault(); go(id); }}, id);

function subjectRow(group, at, rule, summary, open) {
  const subject = group.members[at];
  const name = subject ? subject.words() : t('wholeNetwork');
  return unfolding({class: 'subject', open, 'data-subject': subject?.id ?? ''},
    [el('strong', {}, name), summary ? [' ', el('span', {class: 'summary'}, summary)] : null], () => {
      const inside = [proofBlock(group.proof(at), subject, rule, group.verdict)];
      if (subject) inside.push(el('p', {class: 'foot'}, copyable(command(rule, subject)), ' ', el('a', {href: hashOf({r: rule.id, s: subject.id}), class: 'quiet', title: t('linkHint')}, t('link'))));
      return inside;
    });
}

// Rows for the members from one on, and a button for those after them.
function memberRows(group, members, rule, summary, from, open) {
  const shown = members.slice(from, from + subjectsAtOnce).map((at, place) => subjectRow(group, at, rule, from + place === 0 ? summary : '', open && from + place === 0));
  const left = members.length - from - shown.length;
  if (left <= 0) return shown;
  const button = el('button', {type: 'button', onclick: () => {
    const rows = memberRows(group, members, rule, summary, from + subjectsAtOnce, false);
    button.replaceWith(...rows);
    rows[0].querySelector('summary').focus();
  }}, t('more', grouped(Math.min(left, subjectsAtOnce))));
  return [...shown, button];
}

function groupBlock(group, rule, total, first) {
  const wanted = state.on.toLowerCase();
  const members = [...group.members.keys()].filter(at => group.members[at].id.toLowerCase().includes(wanted));
  if (group.members.length > 0 && members.length === 0) return null;
  const several = group.members.length > 1;
  const summary = group.told ? say(group.summary, group.members[members[0]] ?? group.members[0]) : '';
  const open = first && !plainPass(group.verdict) && standing(group.verdict) !== 'good';
  const block = el('section', {class: `group v-${group.verdict}`}, el('h4', {}, badge(group.verdict), ' ',
    several ? t('sameReason', grouped(group.members.length), grouped(total)) : ''));
  if (members.length < group.members.length) block.append(el('p', {class: 'faint'}, t('onlyMatching', members.length, group.members.length)));
  if (!group.told) {
    block.append(el('p', {class: 'faint'}, t('notTold'), copyable(command(rule, group.members[members[0]]))),
      el('p', {class: 'names'}, members.slice(0, 2000).map(at => group.members[at].id).join(', ')));
    return block;
  }
  block.append(...(group.members.length > 0 ? memberRows(group, members, rule, summary, 0, open) : [subjectRow(group, 0, rule, summary, true)]));
  const remedy = remedyBlock(group, rule, several);
  if (remedy) block.append(remedy);
  block.append(treeBlock(group.tree, group.members[0], several ? t('stepsOf', group.members[0].name()) : t('allSteps')));
  return block;
}

function ruleBody(rule) {
  const total = rule.groups.reduce((sum, group) => sum + group.members.length, 0);
  const body = el('div', {class: 'body'});
  if (say(rule.remark)) body.append(el('p', {class: 'remark'}, say(rule.remark)));
  if (rule.empty >= 0) body.append(el('p', {}, say(rule.empty)));
  if (!rule.whole && total > 0) body.append(el('p', {class: 'faint'}, t('lookedAt', grouped(total), grouped(rule.of))));
  body.append(...rule.groups.map((group, at) => groupBlock(group, rule, total, at === 0)).filter(block => block));
  body.append(metaList(rule));
  return body;
}

const clauseText = rule => [...new Set(rule.clauses.map(([, number]) => say(number)))].join(comma());

// Why, in a line, of what is not well.
function reasonLine(rule) {
  const [group] = rule.groups;
  if (!['bad', 'open'].includes(standing(rule.verdict)) || !group?.told) return null;
  const [subject] = group.members;
  return el('span', {class: 'because'}, subject ? subject.words() + colon() : '', say(group.summary, subject));
}

function ruleRow(rule) {
  const row = unfolding({class: 'rule', 'data-rule': rule.id}, [badge(rule.verdict), el('span', {class: 'what'},
    el('span', {class: 'title', role: 'heading', 'aria-level': 4}, say(rule.title) || rule.id), el('code', {class: 'name'}, rule.id), reasonLine(rule)),
    el('span', {class: 'clauses'}, clauseText(rule))], () => ruleBody(rule));
  row.addEventListener('toggle', () => {
    if (row.open) state.open.add(rule.id);
    else state.open.delete(rule.id);
    if (!restoring) remember({r: row.open ? rule.id : '', s: ''});
  });
  control.rows.set(rule.id, row);
  return row;
}

// Sections: one a domain, then risks and duties.
function listOf() {
  control.rows.clear();
  control.sections = [];
  const list = el('div', {id: 'list'});
  let section = null;
  let key = null;
  for (const rule of rules) {
    const next = rule.kind === 'requirement' ? `d${rule.domain}` : rule.kind;
    if (next !== key) {
      key = next;
      const title = rule.kind === 'requirement' ? domainWords(rule.domain) : t(rule.kind === 'risk' ? 'risks' : 'duties');
      section = el('section', {}, el('h3', {}, title));
      control.sections.push(section);
      list.append(section);
    }
    section.append(ruleRow(rule));
  }
  return list;
}
