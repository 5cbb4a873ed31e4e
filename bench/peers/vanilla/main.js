// The form in plain JavaScript.
import { actions, begin, columns, keep, kept, label, names } from '../form.js';

const place = document.getElementById('form');

function control(id, words, kind, value, write) {
  const field = document.createElement('div');
  const named = document.createElement('label');
  const input = document.createElement(kind === 'textarea' ? 'textarea' : 'input');
  named.htmlFor = input.id = id;
  named.textContent = words;
  if (kind !== 'textarea') input.type = kind;
  input.value = value ?? '';
  input.addEventListener('input', () => write(input.value));
  field.append(named, input);
  return field;
}

function form() {
  const answers = kept() ?? {};
  const write = (name) => (text) => {
    answers[name] = text;
    keep(() => answers);
  };
  place.append(...names.map((name) => control(name, label(name), 'text', answers[name], write(name))));
}

function rows() {
  const all = kept() ?? [];
  const list = document.createElement('ol');
  const save = () => keep(() => all);
  const swap = (row, by) => {
    const at = all.indexOf(row);
    const other = at + by;
    if (!all[other]) return;
    const items = list.children;
    items[Math.min(at, other)].before(items[Math.max(at, other)]);
    [all[at], all[other]] = [all[other], all[at]];
    save();
  };
  const act = [
    (row) => swap(row, -1),
    (row) => swap(row, 1),
    (row, item) => {
      const copy = { ...row };
      all.splice(all.indexOf(row) + 1, 0, copy);
      item.after(line(copy, all.length));
      save();
    },
    (row, item) => {
      all.splice(all.indexOf(row), 1);
      item.remove();
      save();
    },
  ];
  function line(row, at) {
    const item = document.createElement('li');
    const head = document.createElement('div');
    actions.forEach((words, which) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = words;
      button.addEventListener('click', () => act[which](row, item));
      head.append(button);
    });
    const cells = columns.map(([name, words, kind]) =>
      control(`${at}.${name}`, words, kind, row[name], (text) => {
        row[name] = text;
        save();
      }));
    item.append(head, ...cells);
    return item;
  }
  list.append(...all.map(line));
  place.append(list);
}

begin({ form, rows });
