// The form in Solid: a store, one signal an answer.
import { For } from 'solid-js';
import { createStore, produce, unwrap } from 'solid-js/store';
import { render } from 'solid-js/web';
import { actions, begin, columns, keep, kept, label, names } from '../form.js';

const place = document.getElementById('form');

function Control(props) {
  const write = (event) => props.write(event.currentTarget.value);
  return (
    <div>
      <label for={props.id}>{props.label}</label>
      {props.kind === 'textarea'
        ? <textarea id={props.id} value={props.value ?? ''} onInput={write} />
        : <input id={props.id} type={props.kind} value={props.value ?? ''} onInput={write} />}
    </div>
  );
}

function Form() {
  const [answers, set] = createStore(kept() ?? {});
  const write = (name) => (text) => {
    set(name, text);
    keep(() => unwrap(answers));
  };
  return (
    <For each={names}>
      {(name) => <Control id={name} label={label(name)} kind="text" value={answers[name]} write={write(name)} />}
    </For>
  );
}

function Rows() {
  const [all, set] = createStore(kept() ?? []);
  const change = (work) => {
    set(produce(work));
    keep(() => unwrap(all));
  };
  const swap = (at, by) => change((rows) => {
    if (rows[at + by]) [rows[at], rows[at + by]] = [rows[at + by], rows[at]];
  });
  const act = [
    (at) => swap(at, -1),
    (at) => swap(at, 1),
    (at) => change((rows) => rows.splice(at + 1, 0, { ...rows[at] })),
    (at) => change((rows) => rows.splice(at, 1)),
  ];
  return (
    <ol>
      <For each={all}>
        {(row, at) => (
          <li>
            <div>
              <For each={actions}>
                {(words, which) => <button type="button" onClick={() => act[which()](at())}>{words}</button>}
              </For>
            </div>
            <For each={columns}>
              {([name, words, kind]) => (
                <Control
                  id={`${at()}.${name}`}
                  label={words}
                  kind={kind}
                  value={row[name]}
                  write={(text) => change((rows) => { rows[at()][name] = text; })}
                />
              )}
            </For>
          </li>
        )}
      </For>
    </ol>
  );
}

begin({ form: () => render(Form, place), rows: () => render(Rows, place) });
