// Builds the page in the language chosen, and again when that changes.
function header() {
  return el('header', {}, el('div', {class: 'top'}, el('p', {class: 'scheme'}, say(data.scheme)), el('nav', {'aria-label': t('language')},
    el('button', {type: 'button', id: 'language', lang: lang ? 'en' : 'zh-CN', title: labels.languageHint[lang], onclick: switchLanguage}, t('language')),
    el('button', {type: 'button', id: 'help', 'aria-keyshortcuts': '?', onclick: showHelp}, t('help')))),
    el('h1', {}, say(data.network), ' ', badge(data.verdict)),
    el('p', {class: 'setting'}, `${t('level')} ${say(data.level)} · ${t('asOf')} ${say(data.asOf)} · ${t('facts')} ${say(data.file)}`, ' ', el('code', {class: 'digest'}, `sha256 ${say(data.digest)}`)));
}

function build() {
  document.documentElement.lang = lang ? 'zh-CN' : 'en';
  document.title = `${say(data.network)} · ${say(data.level)} · ${say(data.asOf)}`;
  const app = document.getElementById('app');
  app.replaceChildren(el('a', {id: 'skip', href: '#results', onclick: event => { event.preventDefault(); document.getElementById('results-title').focus(); }}, t('skip')), header(),
    el('main', {id: 'main'}, overview(), el('section', {id: 'results', 'aria-labelledby': 'results-title'}, el('h2', {id: 'results-title', tabindex: -1}, t('results')), filterForm(), listOf())),
    el('footer', {}, el('p', {}, t('foot'))));
  showForm();
  applyFilters();
}

// Unfolds a rule and, if asked for, one of its subjects, and goes there.
function go(id, subject = '') {
  const row = control.rows.get(id);
  if (!row) return;
  if (row.hidden) narrow({});
  row.open = true;
  row.make();
  const rows = [...row.querySelectorAll('details.subject')];
  let target = row;
  if (subject) {
    target = rows.find(each => each.dataset.subject === subject) ?? bring(row, ruleById.get(id), subject) ?? row;
    target.open = true;
    target.make?.();
  }
  remember({r: id, s: subject});
  target.firstChild.focus();
  target.scrollIntoView({block: 'start'});
}

// A subject that is not among the first of its group gets a row of its own at the head of it.
function bring(row, rule, subject) {
  for (const [number, group] of rule.groups.entries()) {
    const at = group.members.findIndex(member => member.id === subject);
    if (at < 0 || !group.told) continue;
    const made = subjectRow(group, at, rule, '', true);
    row.querySelectorAll('section.group')[number]?.firstChild.after(made);
    return made;
  }
  return null;
}

function switchLanguage() {
  lang = 1 - lang;
  const open = [...state.open];
  const {r, s} = state;
  const top = scrollY;
  restoring = true;
  build();
  for (const id of open) {
    const row = control.rows.get(id);
    row.open = true;
    row.make();
  }
  setTimeout(() => { restoring = false; });
  remember({r, s});
  scrollTo(0, top);
  document.getElementById('language').focus({preventScroll: true});
}

function start() {
  lang = data.lang === 'zh' ? 1 : 0;
  readHash();
  build();
  if (state.r) go(state.r, state.s);
}
addEventListener('hashchange', () => {
  readHash();
  build();
  if (state.r) go(state.r, state.s);
});
start();
