// What is shown, and how the address of the page says it: `#r=identity.unique-and-strong&s=db-1&v=fail,partial`.
// r: rule unfolded, s: its subject, q: search, v: verdicts, d: domain, c: clause, k: class, on: subject, t: kind, lang.
const state = {r: '', s: '', q: '', v: '', d: '', c: '', k: '', on: '', t: '', open: new Set()};
const filterNames = ['q', 'v', 'd', 'c', 'k', 'on', 't'];
let restoring = false;

const parametersOf = values => {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) parameters.set(name, value);
  parameters.set('lang', lang ? 'zh' : 'en');
  return parameters;
};
const hashOf = values => `#${parametersOf(values)}`;

// Puts the state into the address, without a step in the history.
function remember(changes = {}) {
  Object.assign(state, changes);
  const {open, ...values} = state;
  history.replaceState(null, '', hashOf(values));
}

function readHash() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  for (const name of ['r', 's', ...filterNames]) state[name] = parameters.get(name) ?? '';
  if (parameters.has('lang')) lang = parameters.get('lang') === 'zh' ? 1 : 0;
}

function fits(rule) {
  const chosen = state.v ? state.v.split(',') : [];
  const on = state.on.toLowerCase();
  const groups = on ? rule.groups.filter(group => group.members.some(subject => subject.id.toLowerCase().includes(on))) : rule.groups;
  if (on && groups.length === 0) return false;
  if (chosen.length > 0 && !(on ? groups.some(group => chosen.includes(group.verdict)) : chosen.includes(rule.verdict))) return false;
  if (state.t && rule.kind !== state.t) return false;
  if (state.d && (rule.kind !== 'requirement' || String(rule.domain) !== state.d)) return false;
  if (state.k && (rule.class < 0 || inLanguage(rule.class, 0) !== state.k)) return false;
  if (state.c && !rule.clauses.some(([, number]) => inLanguage(number, 0).startsWith(state.c.trim()))) return false;
  const words = state.q.normalize('NFC').toLowerCase().split(/\s+/).filter(word => word);
  return words.every(word => haystack(rule).includes(word));
}
const fitting = () => rules.filter(fits);
const filtered = () => filterNames.some(name => state[name]);

function applyFilters() {
  const shown = new Set(fitting().map(rule => rule.id));
  for (const [id, row] of control.rows) row.hidden = !shown.has(id);
  for (const section of control.sections) section.hidden = !section.querySelector('details.rule:not([hidden])');
  document.getElementById('shown').textContent = shown.size === 0 ? t('nothing') : t('shown', shown.size, rules.length);
  // What is unfolded lists subjects by the filter.
  for (const [id, row] of control.rows) {
    if (!row.made || row.listed === state.on) continue;
    row.querySelector('.body').replaceWith(ruleBody(ruleById.get(id)));
    row.listed = state.on;
  }
}

// Sets filters from elsewhere on the page, and shows the list.
function narrow(changes) {
  remember({q: '', v: '', d: '', c: '', k: '', on: '', t: '', ...changes});
  showForm();
  applyFilters();
  document.getElementById('results').scrollIntoView();
  document.getElementById('results-title').focus();
}

const verdictChips = () => verdictOrder.filter(verdict => rules.some(rule => rule.verdict === verdict)).map(verdict => {
  const box = el('input', {type: 'checkbox', value: verdict, name: 'v', onchange: () => change({v: checked().join(',')})});
  return el('label', {class: `chip v-${verdict}`}, box, ' ', el('span', {'aria-hidden': 'true'}, marks[verdict] + ' '),
    `${verdictWords(verdict)} ${grouped(rules.filter(rule => rule.verdict === verdict).length)}`);
});
const checked = () => [...document.querySelectorAll('input[name=v]:checked')].map(box => box.value);

function change(changes) {
  remember(changes);
  applyFilters();
}
let waiting = 0;
function changeSoon(changes) {
  clearTimeout(waiting);
  waiting = setTimeout(() => change(changes), 120);
}

const field = (name, input, hint) => el('div', {class: 'field'}, el('label', {for: input.id}, t(name)), input, hint ?? null);
const choice = (id, name, options) => el('select', {id, onchange: event => change({[name]: event.target.value})},
  el('option', {value: ''}, t('any')), options.map(([value, words]) => el('option', {value}, words)));
const entryField = (id, name, more) => el('input', {id, type: 'search', autocomplete: 'off', spellcheck: 'false', oninput: event => changeSoon({[name]: event.target.value}), ...more});

// The names of all subjects, made when somebody wants to choose one.
function offerSubjects(list) {
  if (list.firstChild) return;
  list.append(...[...new Set(subjects.map(subject => subject.id))].sort().slice(0, 3000).map(id => el('option', {value: id})));
}

function filterForm() {
  const domains = [...new Set(rules.filter(rule => rule.kind === 'requirement').map(rule => rule.domain))];
  const classes = [...new Set(rules.map(rule => rule.class).filter(word => word >= 0))];
  const kinds = [...new Set(rules.map(rule => rule.kind))];
  const offered = el('datalist', {id: 'subject-names'});
  const preset = (name, wanted) => el('button', {type: 'button', onclick: () => {
    change({v: verdictOrder.filter(verdict => wanted.includes(standing(verdict)) && rules.some(rule => rule.verdict === verdict)).join(',')});
    showForm();
  }}, t(name));
  const clear = () => {
    change(Object.fromEntries(filterNames.map(name => [name, ''])));
    showForm();
  };
  return el('form', {id: 'filters', role: 'search', 'aria-label': t('filters'), onsubmit: event => event.preventDefault()},
    el('div', {class: 'bar-top'}, field('search', entryField('search', 'q', {placeholder: t('searchHint'), 'aria-keyshortcuts': '/'})), el('span', {id: 'shown', role: 'status'}),
      el('button', {type: 'button', onclick: clear}, t('reset')), el('button', {type: 'button', onclick: unfoldShown}, t('unfoldAll')),
      el('button', {type: 'button', onclick: foldAll}, t('foldAll')), el('button', {type: 'button', onclick: () => print()}, t('print'))),
    el('div', {class: 'fields'},
      field('domain', choice('domain', 'd', domains.map(number => [String(number), domainWords(number)]))),
      field('clause', entryField('clause', 'c', {placeholder: '8.1.4'})),
      classes.length > 0 ? field('klass', choice('klass', 'k', classes.map(word => [inLanguage(word, 0), say(word)]))) : null,
      field('subject', entryField('on', 'on', {list: 'subject-names', onfocus: () => offerSubjects(offered)}), offered),
      kinds.length > 1 ? field('kind', choice('kind', 't', kinds.map(kind => [kind, t(kind)]))) : null),
    el('fieldset', {class: 'chips'}, el('legend', {}, t('verdicts')), preset('everything', []), preset('fallsShort', ['bad']), preset('open', ['open']), verdictChips()));
}

// The form shows the state.
function showForm() {
  for (const [id, name] of [['search', 'q'], ['domain', 'd'], ['clause', 'c'], ['klass', 'k'], ['on', 'on'], ['kind', 't']]) {
    const input = document.getElementById(id);
    if (input) input.value = state[name];
  }
  const chosen = state.v.split(',');
  for (const box of document.querySelectorAll('input[name=v]')) box.checked = chosen.includes(box.value);
}
