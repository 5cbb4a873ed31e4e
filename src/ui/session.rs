//! The one gateway for edits of a sheet.
//!
//! Holds the response as plain data, a signal for each answer that is shown (one key touches one
//! signal), and one revision that moves with every edit. Saving, other tabs and outcomes observe
//! the revision; nothing else writes to a response.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::browser::time;
use crate::model::history::History;
use crate::model::id::Address;
use crate::model::response::{Answer, Edit, Response};
use crate::model::stamp::Clock;

/// One sheet being edited. A handle: copies speak of the same sheet.
#[derive(Clone, Copy)]
pub struct Session {
    inner: StoredValue<Inner, LocalStorage>,
    revision: RwSignal<u64>,
}

struct Inner {
    response: Response,
    clock: Clock,
    history: History,
    answers: HashMap<Address, ArcRwSignal<Option<Answer>>>,
}

impl Session {
    /// Opens what was loaded. Lives as long as the reactive owner that it is made under.
    pub fn open(response: Response) -> Self {
        let mut clock = Clock::new(time::replica());
        if let Some(latest) = response.latest() {
            clock.witness(latest, time::now());
        }
        let inner = Inner { response, clock, history: History::default(), answers: HashMap::new() };
        Self { inner: StoredValue::new_local(inner), revision: RwSignal::new(0) }
    }

    /// The answer at an address, as it changes.
    pub fn answer(self, address: &Address) -> ArcRwSignal<Option<Answer>> {
        let mut signal = None;
        self.inner.update_value(|inner| {
            let made = inner
                .answers
                .entry(address.clone())
                .or_insert_with(|| ArcRwSignal::new(inner.response.answer(address).cloned()));
            signal = Some(made.clone());
        });
        // A session that is gone has no answers.
        signal.unwrap_or_else(|| ArcRwSignal::new(None))
    }

    /// Moves with every edit.
    pub fn revision(self) -> ReadSignal<u64> {
        self.revision.read_only()
    }

    /// Looks at the whole response, without following it.
    pub fn peek<T>(self, look: impl FnOnce(&Response) -> T) -> T {
        self.inner.with_value(|inner| look(&inner.response))
    }

    /// Whether there is something to undo, as it changes.
    pub fn can_undo(self) -> bool {
        self.revision.track();
        self.inner.with_value(|inner| inner.history.can_undo())
    }

    /// Whether there is something to redo, as it changes.
    pub fn can_redo(self) -> bool {
        self.revision.track();
        self.inner.with_value(|inner| inner.history.can_redo())
    }

    /// Writes an answer as it is typed. Typing on in one place undoes as one step.
    pub fn write(self, address: Address, text: &str) {
        let now = time::now();
        let edit = Edit::Answer { address, answer: Answer::new(text) };
        self.edit(|inner, touched| {
            if let Some(inverse) = inner.apply(edit, now, touched) {
                inner.history.typed(inverse, now);
            }
        });
    }

    /// Makes several edits that undo as one step.
    pub fn act(self, edits: Vec<Edit>) {
        let now = time::now();
        self.edit(|inner, touched| {
            let inverses =
                edits.into_iter().filter_map(|edit| inner.apply(edit, now, touched)).collect();
            inner.history.done(inverses);
        });
    }

    /// Takes the last step back.
    pub fn undo(self) {
        self.turn(|history, apply| history.undo(apply));
    }

    /// Does the last undone step again.
    pub fn redo(self) {
        self.turn(|history, apply| history.redo(apply));
    }

    fn turn(self, turn: fn(&mut History, &mut dyn FnMut(Edit) -> Option<Edit>)) {
        let now = time::now();
        self.edit(|inner, touched| {
            let mut history = std::mem::take(&mut inner.history);
            turn(&mut history, &mut |edit| inner.apply(edit, now, touched));
            inner.history = history;
        });
    }

    /// Takes over what another copy wrote later. Says whether that changed anything.
    pub fn merge(self, other: Response) -> bool {
        let mut changed = false;
        self.edit(|inner, touched| {
            if let Some(latest) = other.latest() {
                inner.clock.witness(latest, time::now());
            }
            let merged = inner.response.merge(other);
            changed = !merged.is_empty();
            touched.extend(merged.answers);
        });
        changed
    }

    /// Lets `change` edit the response, then tells all who follow.
    fn edit(self, change: impl FnOnce(&mut Inner, &mut Vec<Address>)) {
        let mut touched = Vec::new();
        let mut signals = Vec::new();
        self.inner.update_value(|inner| {
            change(inner, &mut touched);
            for address in &touched {
                if let Some(signal) = inner.answers.get(address) {
                    signals.push((signal.clone(), inner.response.answer(address).cloned()));
                }
            }
        });
        for (signal, answer) in signals {
            if signal.with_untracked(|shown| *shown != answer) {
                signal.set(answer);
            }
        }
        if !touched.is_empty() {
            self.revision.update(|revision| *revision += 1);
        }
    }
}

impl Inner {
    /// Applies an edit with a stamp later than what it replaces.
    fn apply(&mut self, edit: Edit, now: u64, touched: &mut Vec<Address>) -> Option<Edit> {
        let stamp = self.clock.tick_after(now, self.response.written_at(&edit));
        let place = match &edit {
            Edit::Answer { address, .. } => address.clone(),
            Edit::PutRow { field, .. } | Edit::RemoveRow { field, .. } => {
                Address::field(field.clone())
            }
        };
        let inverse = self.response.apply(edit, stamp)?;
        touched.push(place);
        Some(inverse)
    }
}
