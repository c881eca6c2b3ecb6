// What the report is made of. Numbers in the data stand for words (`data.words`), each in one or in both languages.
const data = JSON.parse(document.getElementById('data').textContent);
const self = '\x7f';  // in words: the name of the subject; at the head of a pointer: the pointer to it

const inLanguage = (number, language) => {
  const words = data.words[number];
  return Array.isArray(words) ? words[language] : words;
};
const say = (number, subject) => {
  if (number < 0) return '';
  const words = inLanguage(number, lang);
  return subject ? words.replaceAll(self, subject.name()) : words;
};

const subjects = data.subjects.map(([id, name, words, pointer, line, layout]) => ({
  id: inLanguage(id, 0),
  name: () => say(name),
  words: () => say(words),
  pointer: inLanguage(pointer, 0),
  line,
  layout,
}));

const verdictOrder = Object.keys(data.verdicts);
const verdictWords = verdict => say(data.verdicts[verdict][0]);
const standing = verdict => data.verdicts[verdict][1];  // good, bad, open, aside
const plainPass = verdict => ['pass', 'not-found', 'not-applicable'].includes(verdict);

// The marks stand beside every colour.
const marks = {
  'pass': '✓', 'pass-by-exception': '✓', 'provided': '✓', 'not-found': '✓', 'in-time': '✓', 'partial': '◐', 'fail': '✗',
  'high': '✗', 'overdue': '✗', 'late': '◐', 'undecided': '?', 'medium': '!', 'not-yet-due': '·', 'not-applicable': '–',
  'not-met-recommended': '–',
};

const rules = data.rules.map((rule, index) => ({
  ...rule,
  index,
  id: inLanguage(rule.name, 0),
  groups: rule.groups.map(([verdict, summary, tree, [remedy, repairs], members, proofs]) => ({
    verdict, summary, tree, remedy, repairs,
    members: members.map(number => subjects[number]),
    told: Number.isInteger(proofs) || proofs.length > 0,
    proof: at => (Number.isInteger(proofs) ? proofs : proofs[at]),
  })),
}));
const ruleById = new Map(rules.map(rule => [rule.id, rule]));
const idsOf = rule => rule.ids ??= rule.groups.flatMap(group => group.members.map(subject => subject.id.toLowerCase()));

const domainWords = number => {
  const [title, part] = data.domains[number];
  if (title < 0) return t('other');
  return data.parts.length > 1 && part !== data.domains[0][1] ? `${say(title)} (${say(part)})` : say(title);
};

// What is told of a rule, in both languages and lower case: made when something is first searched for.
const haystack = rule => rule.haystack ??= [...wordsOf(rule)].flatMap(number => [inLanguage(number, 0), inLanguage(number, 1)])
  .concat(idsOf(rule)).join('\n').replaceAll(self, '').normalize('NFC').toLowerCase();

function wordsOf(rule) {
  const found = new Set([rule.name, rule.title, rule.control, rule.remark, ...rule.concerns]);
  for (const [source, number, title] of rule.clauses) [source, number, title].forEach(word => found.add(word));
  const addLine = ([, words, , , below, exceptions]) => {
    found.add(words);
    for (const [whole, steps] of below) {
      found.add(whole);
      for (const step of steps) {
        found.add(data.steps[step][0]);
        data.steps[step][1].forEach(pointer => found.add(pointer));
      }
    }
    exceptions.forEach(line => addLine(data.lines[line]));
  };
  for (const group of rule.groups) {
    [group.summary, group.remedy].forEach(word => found.add(word));
    if (group.told) data.proofs[group.proof(0)][0].forEach(line => addLine(data.lines[line]));
  }
  found.delete(-1);
  return found;
}

// The command that tells everything of a rule, quoted for a shell: facts may hold anything.
const shellWord = word => (/^[\w.,:/@%+-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", "'\\''")}'`);
const command = (rule, subject, ...more) =>
  ['dengbao explain', shellWord(say(data.file)), shellWord(rule.id), ...(subject ? [`--subject=${shellWord(subject.id)}`] : []),
   '--level', say(data.level), '--as-of', say(data.asOf), ...more].join(' ');
