// Keys, for those who leave the mouse alone. Everything is reached by Tab as well; single keys can be turned off.
const unfoldAtOnce = 60;
let keysOn = true;

const shownRows = () => [...control.rows.values()].filter(row => !row.hidden);

function move(by) {
  const rows = shownRows();
  const at = rows.findIndex(row => row.contains(document.activeElement));
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)];
  next?.firstChild.focus();
  next?.firstChild.scrollIntoView({block: 'nearest'});
}

function unfoldShown() {
  const rows = shownRows();
  restoring = true;
  for (const row of rows.slice(0, unfoldAtOnce)) row.open = true;
  setTimeout(() => { restoring = false; });
  if (rows.length > unfoldAtOnce) document.getElementById('shown').textContent = t('unfoldLimit', unfoldAtOnce);
}
function foldAll() {
  for (const row of control.rows.values()) row.open = false;
}

function showHelp() {
  const box = el('input', {type: 'checkbox', onchange: event => { keysOn = event.target.checked; }});
  box.checked = keysOn;
  const dialog = el('dialog', {'aria-labelledby': 'keys-title', onclose: () => dialog.remove()}, el('h2', {id: 'keys-title'}, t('keysTitle')),
    el('dl', {class: 'keys'}, labels.keys[0].map(([key, en, zh]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, lang ? zh : en)])),
    el('p', {}, el('label', {}, box, ' ', t('singleKeys'))), el('button', {type: 'button', onclick: () => dialog.close()}, t('close')));
  document.body.append(dialog);
  dialog.showModal();
}

const keyActions = {
  '/': () => document.getElementById('search').focus(),
  'j': () => move(1),
  'k': () => move(-1),
  'u': unfoldShown,
  'f': foldAll,
  'l': () => switchLanguage(),
  't': () => { scrollTo(0, 0); document.getElementById('skip').focus(); },
  '?': showHelp,
};

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
  const writing = event.target.matches?.('input:not([type=checkbox]), select, textarea');
  if (writing && event.key === 'Escape') return event.target.blur();
  if (writing) return;
  const onRow = event.target.matches?.('details.rule > summary');
  const action = onRow && event.key === 'ArrowDown' ? () => move(1) : onRow && event.key === 'ArrowUp' ? () => move(-1) : keysOn ? keyActions[event.key] : null;
  if (!action) return;
  event.preventDefault();
  action();
});
