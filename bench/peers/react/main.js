// The form in React: one state, memoised fields.
import { createElement as h, memo, useCallback, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { actions, begin, columns, keep, kept, label, names } from '../form.js';

const place = document.getElementById('form');

const Control = memo(({ id, name, words, kind, value, write }) => {
  const onChange = (event) => write(name, event.target.value);
  const input = kind === 'textarea' ? h('textarea', { id, value, onChange }) : h('input', { id, type: kind, value, onChange });
  return h('div', null, h('label', { htmlFor: id }, words), input);
});

function Form() {
  const [answers, set] = useState(() => kept() ?? {});
  const write = useCallback((name, text) => {
    set((before) => {
      const after = { ...before, [name]: text };
      keep(() => after);
      return after;
    });
  }, []);
  return names.map((name) =>
    h(Control, { key: name, id: name, name, words: label(name), kind: 'text', value: answers[name] ?? '', write }));
}

const Row = memo(({ row, change }) => {
  const write = (name, text) => change(row.id, (rows, at) => rows.splice(at, 1, { ...rows[at], [name]: text }));
  const swap = (by) => change(row.id, (rows, at) => {
    if (rows[at + by]) [rows[at], rows[at + by]] = [rows[at + by], rows[at]];
  });
  const act = [
    () => swap(-1),
    () => swap(1),
    () => change(row.id, (rows, at) => rows.splice(at + 1, 0, { ...rows[at], id: Math.random() })),
    () => change(row.id, (rows, at) => rows.splice(at, 1)),
  ];
  return h('li', null,
    h('div', null, actions.map((words, which) => h('button', { key: words, type: 'button', onClick: act[which] }, words))),
    columns.map(([name, words, kind]) =>
      h(Control, { key: name, id: `${row.id}.${name}`, name, words, kind, value: row[name] ?? '', write })));
});

function Rows() {
  const [rows, set] = useState(() => (kept() ?? []).map((row, id) => ({ ...row, id })));
  const change = useCallback((id, work) => {
    set((before) => {
      const after = [...before];
      work(after, after.findIndex((row) => row.id === id));
      keep(() => after);
      return after;
    });
  }, []);
  return h('ol', null, rows.map((row) => h(Row, { key: row.id, row, change })));
}

const show = (what) => () => createRoot(place).render(h(what));
begin({ form: show(Form), rows: show(Rows) });
