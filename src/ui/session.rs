//! The one gateway for edits of a sheet.
//!
//! Holds the response as plain data, a signal for each answer that is followed (one key touches one
//! signal; controls of texts need none, see `controls`), and one revision that moves with every
//! edit. Other tabs and outcomes observe the revision, what keeps the sheet is told of each edit;
//! nothing else writes to a response.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use fractional_index::FractionalIndex;
use leptos::prelude::*;

use super::controls;
use crate::browser::time;
use crate::model::history::History;
use crate::model::id::{Address, FieldId, RowId};
use crate::model::response::{Answer, Edit, FlowedRow, Merged, Response};
use crate::model::stamp::Clock;

/// One sheet being edited. A handle: copies speak of the same sheet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Session {
    inner: StoredValue<Inner, LocalStorage>,
    /// Moves with every edit, from when it is first followed.
    revision: RwSignal<u64>,
    /// Moves when rows come, go or change places.
    shape: RwSignal<u64>,
    /// Moves when what flows in from other sheets changes.
    derived: RwSignal<u64>,
    /// Whether there is something to undo, and to redo.
    turns: RwSignal<(bool, bool)>,
}

/// What a merge changed here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merging {
    /// All of it was known.
    Nothing,
    /// Something came.
    Added,
    /// Something that was written here gave way. Undo brings it back.
    Replaced,
}

struct Inner {
    response: Response,
    clock: Clock,
    history: History,
    answers: HashMap<Address, ArcRwSignal<Option<Answer>>>,
    /// What flowed in from other sheets: shown where nobody has written yet, never stored.
    flowed: BTreeMap<Address, Answer>,
    flowed_rows: Vec<FlowedRow>,
    /// What keeps the sheet hears of each edit here, and when it was: an effect for it would be woken
    /// at every key.
    keeping: Option<Rc<dyn Fn(u64)>>,
    /// How many edits there were, and whether anybody follows that. Most sheets of texts have nobody
    /// who does, and a key moves no signal there.
    revision: u64,
    is_followed: bool,
    /// What was told of undo and redo last. Few keys change that.
    turns: (bool, bool),
}

/// What an edit has to tell.
struct News {
    shown: Vec<Shown>,
    /// Whether rows came, went or moved.
    rows: bool,
    /// Where somebody follows the revision.
    revision: Option<u64>,
    /// Where they are others now.
    turns: Option<(bool, bool)>,
    /// Where there was a change to keep.
    keeping: Option<Rc<dyn Fn(u64)>>,
}

/// What is shown at an address now, and the signal of those who follow it.
struct Shown {
    address: Address,
    answer: Option<Answer>,
    signal: Option<ArcRwSignal<Option<Answer>>>,
}

impl Session {
    /// Opens what was loaded. Lives as long as the reactive owner that it is made under.
    pub fn open(response: Response) -> Self {
        let mut clock = Clock::new(time::replica());
        if let Some(latest) = response.latest() {
            clock.witness(latest, time::now());
        }
        let inner = Inner {
            response,
            clock,
            history: History::default(),
            answers: HashMap::new(),
            flowed: BTreeMap::new(),
            flowed_rows: Vec::new(),
            keeping: None,
            revision: 0,
            is_followed: false,
            turns: (false, false),
        };
        Self {
            inner: StoredValue::new_local(inner),
            revision: RwSignal::new(0),
            shape: RwSignal::new(0),
            derived: RwSignal::new(0),
            turns: RwSignal::new((false, false)),
        }
    }

    /// The answer at an address, as it changes.
    pub fn answer(self, address: &Address) -> ArcRwSignal<Option<Answer>> {
        let mut signal = None;
        self.inner.update_value(|inner| {
            let shown = inner.shown(address);
            let made =
                inner.answers.entry(address.clone()).or_insert_with(|| ArcRwSignal::new(shown));
            signal = Some(made.clone());
        });
        // A session that is gone has no answers.
        signal.unwrap_or_else(|| ArcRwSignal::new(None))
    }

    /// The answer at an address as it is now.
    pub fn answer_now(self, address: &Address) -> Option<Answer> {
        self.inner.with_value(|inner| inner.shown(address))
    }

    /// Moves with every edit.
    pub fn revision(self) -> ReadSignal<u64> {
        let mut missed = None;
        self.inner.update_value(|inner| {
            if !std::mem::replace(&mut inner.is_followed, true) {
                missed = Some(inner.revision);
            }
        });
        if let Some(revision) = missed {
            self.revision.update_untracked(|now| *now = revision);
        }
        self.revision.read_only()
    }

    /// How many edits there were; zero in a session that is gone.
    pub fn revision_now(self) -> u64 {
        self.inner.try_with_value(|inner| inner.revision).unwrap_or_default()
    }

    /// Moves when what flows in from other sheets changes.
    pub fn derived(self) -> ReadSignal<u64> {
        self.derived.read_only()
    }

    /// Tells `keep` of each edit from now on, and of its time.
    pub fn keep_with(self, keep: impl Fn(u64) + 'static) {
        self.inner.update_value(|inner| inner.keeping = Some(Rc::new(keep)));
    }

    /// Looks at what was written, without following it.
    pub fn peek<T>(self, look: impl FnOnce(&Response) -> T) -> T {
        self.inner.with_value(|inner| look(&inner.response))
    }

    /// What is shown: what was written, and what flowed in where nothing was.
    pub fn shown(self) -> Response {
        self.inner.with_value(Inner::with_flowed)
    }

    /// Whether anything is written that a link could carry.
    pub fn has_answers(self) -> bool {
        !self.shown().is_empty()
    }

    /// Sets what flows in from other sheets.
    pub fn set_flowed(self, flowed: BTreeMap<Address, Answer>, rows: Vec<FlowedRow>) {
        let (is_other, is_other_shape) = self.inner.with_value(|inner| {
            let is_other_shape = inner.flowed_rows != rows;
            (inner.flowed != flowed || is_other_shape, is_other_shape)
        });
        if !is_other {
            return;
        }
        let mut places: Vec<Address> = flowed.keys().cloned().collect();
        let mut shown = Vec::new();
        self.inner.update_value(|inner| {
            places.extend(std::mem::replace(&mut inner.flowed, flowed).into_keys());
            inner.flowed_rows = rows;
            shown = inner.shown_at(places);
        });
        self.derived.update(|derived| *derived += 1);
        self.show(shown);
        if is_other_shape {
            self.shape.update(|shape| *shape += 1);
        }
    }

    /// The addresses that show what flowed in, as that changes.
    pub fn flowing(self) -> Vec<Address> {
        self.derived.track();
        if self.inner.with_value(|inner| inner.flowed.is_empty()) {
            return Vec::new();
        }
        self.revision().track();
        self.inner.with_value(|inner| {
            let fresh = |address: &&Address| !inner.response.was_written(address);
            inner.flowed.keys().filter(fresh).cloned().collect()
        })
    }

    /// Takes what flowed in as one's own: from now on it stays, whatever its source does.
    pub fn accept_flowed(self) {
        let edits = self.inner.with_value(|inner| {
            let fresh = |(address, _): &(&Address, &Answer)| !inner.response.was_written(address);
            let edit = |(address, answer): (&Address, &Answer)| Edit::Answer {
                address: address.clone(),
                answer: Some(answer.clone()),
            };
            inner.flowed.iter().filter(fresh).map(edit).collect()
        });
        self.act(edits);
    }

    /// The rows of a field in their order, as rows come, go and move.
    pub fn rows(self, field: &FieldId) -> Vec<RowId> {
        self.shape.track();
        self.inner.with_value(|inner| inner.rows(field))
    }

    /// Adds a row at the end, with these answers. Gives its id.
    pub fn add_row(self, field: &FieldId, answers: Vec<(FieldId, Answer)>) -> Option<RowId> {
        let edits = self.new_rows(field, vec![answers]);
        let id = edits.first().and_then(|edit| match edit {
            Edit::PutRow { row, .. } => Some(row.clone()),
            _ => None,
        });
        self.act(edits);
        id
    }

    /// The edits that add rows at the end, with these answers each.
    pub fn new_rows(self, field: &FieldId, rows: Vec<Vec<(FieldId, Answer)>>) -> Vec<Edit> {
        let now = time::now();
        let mut position = self.position(field, None, None);
        let mut edits = Vec::new();
        for answers in rows {
            let mut id = None;
            self.inner.update_value(|inner| {
                id = format!("r{}", inner.clock.tick(now)).parse::<RowId>().ok();
            });
            // A stamp is always an id.
            let Some(row) = id else { continue };
            let next = FractionalIndex::new_after(&position);
            let put = Edit::PutRow {
                field: field.clone(),
                row: row.clone(),
                position: std::mem::replace(&mut position, next),
            };
            edits.push(put);
            edits.extend(answers.into_iter().map(|(column, answer)| Edit::Answer {
                address: Address::cell(field.clone(), row.clone(), column),
                answer: Some(answer),
            }));
        }
        edits
    }

    /// Takes a row away; undo brings it back with all its answers.
    pub fn remove_row(self, field: &FieldId, row: &RowId) {
        self.act(vec![Edit::RemoveRow { field: field.clone(), row: row.clone() }]);
    }

    /// Moves a row one place up or down.
    pub fn move_row(self, field: &FieldId, row: &RowId, is_up: bool) {
        let rows = self.inner.with_value(|inner| inner.rows(field));
        let Some(at) = rows.iter().position(|other| other == row) else { return };
        let (before, after) = if is_up {
            (at.checked_sub(2).map(|at| &rows[at]), at.checked_sub(1).map(|at| &rows[at]))
        } else {
            (rows.get(at + 1), rows.get(at + 2))
        };
        if before.is_none() && after.is_none() {
            return;
        }
        let position = self.position(field, before, after);
        self.act(vec![Edit::PutRow { field: field.clone(), row: row.clone(), position }]);
    }

    /// A position between two rows; without both, behind the last.
    fn position(
        self,
        field: &FieldId,
        before: Option<&RowId>,
        after: Option<&RowId>,
    ) -> FractionalIndex {
        self.inner.with_value(|inner| {
            let response = inner.with_flowed();
            let of = |row: &RowId| response.position(field, row).cloned();
            let (mut before, after) = (before.and_then(of), after.and_then(of));
            if before.is_none() && after.is_none() {
                before = response.rows(field).last().and_then(of);
            }
            match (before, after) {
                (None, None) => FractionalIndex::default(),
                (Some(before), None) => FractionalIndex::new_after(&before),
                (None, Some(after)) => FractionalIndex::new_before(&after),
                (Some(before), Some(after)) => FractionalIndex::new_between(&before, &after)
                    .unwrap_or_else(|| FractionalIndex::new_after(&before)),
            }
        })
    }

    /// Whether there is something to undo, as it changes.
    pub fn can_undo(self) -> bool {
        self.turns.get().0
    }

    /// Whether there is something to redo, as it changes.
    pub fn can_redo(self) -> bool {
        self.turns.get().1
    }

    /// Writes an answer as it is typed. Typing on in one place undoes as one step.
    pub fn write(self, address: Address, text: &str) {
        let now = time::now();
        self.edit(now, |inner, touched| {
            inner.keep_flowed(&address, now);
            let edit = Edit::Answer { address, answer: Answer::new(text) };
            if let Some(inverse) = inner.apply(edit, now, touched) {
                inner.history.typed(inverse, now);
            }
        });
    }

    /// Writes an answer that was chosen, not typed: each choice undoes by itself.
    pub fn choose(self, address: Address, text: &str) {
        let now = time::now();
        self.edit(now, |inner, touched| {
            inner.keep_flowed(&address, now);
            let edit = Edit::Answer { address, answer: Answer::new(text) };
            let inverse = inner.apply(edit, now, touched);
            inner.history.done(inverse.into_iter().collect());
        });
    }

    /// Makes several edits that undo as one step.
    pub fn act(self, edits: Vec<Edit>) {
        let now = time::now();
        self.edit(now, |inner, touched| {
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
        self.edit(now, |inner, touched| {
            let mut history = std::mem::take(&mut inner.history);
            turn(&mut history, &mut |edit| inner.apply(edit, now, touched));
            inner.history = history;
        });
    }

    /// Takes over what another copy wrote later. Says what that changed.
    pub fn merge(self, other: Response) -> Merging {
        let (mut changed, mut replaced) = (false, false);
        let now = time::now();
        self.edit(now, |inner, touched| {
            if let Some(latest) = other.latest() {
                inner.clock.witness(latest, now);
            }
            // What was written here and goes now can be had back.
            let mine = inner.response.taken_back(&other, Some(inner.clock.replica()));
            replaced = !mine.is_empty();
            inner.history.done(mine);
            *touched = inner.response.merge(other);
            changed = !touched.is_empty();
        });
        match (changed, replaced) {
            (_, true) => Merging::Replaced,
            (true, false) => Merging::Added,
            (false, false) => Merging::Nothing,
        }
    }

    /// Takes over what a copy from a file wrote later: one step that can be undone.
    pub fn restore(self, other: Response) {
        let now = time::now();
        self.edit(now, |inner, touched| {
            if let Some(latest) = other.latest() {
                inner.clock.witness(latest, now);
            }
            inner.history.done(inner.response.taken_back(&other, None));
            *touched = inner.response.merge(other);
        });
    }

    /// The latest steps of the history as bytes.
    pub fn steps(self, limit: usize) -> Vec<u8> {
        self.inner.with_value(|inner| inner.history.to_bytes(limit))
    }

    /// Takes up the history where a reload cut it off.
    pub fn take_up(self, steps: &[u8]) {
        let mut turns = None;
        self.inner.update_value(|inner| {
            inner.history = History::from_bytes(steps);
            turns = inner.new_turns();
        });
        self.tell_turns(turns);
    }

    /// Lets `change` edit the response now, then tells all who follow.
    fn edit(self, now: u64, change: impl FnOnce(&mut Inner, &mut Merged)) {
        let mut news = None;
        self.inner.update_value(|inner| {
            let mut touched = Merged::default();
            change(inner, &mut touched);
            news = Some(inner.news(touched));
        });
        // A session that is gone has nobody to tell.
        let Some(news) = news else { return };
        self.show(news.shown);
        if news.rows {
            self.shape.update(|shape| *shape += 1);
        }
        if let Some(revision) = news.revision {
            self.revision.set(revision);
        }
        if let Some(keep) = news.keeping {
            keep(now);
        }
        self.tell_turns(news.turns);
    }

    fn tell_turns(self, turns: Option<(bool, bool)>) {
        if let Some(turns) = turns {
            self.turns.set(turns);
        }
    }

    /// Shows answers to all who follow them.
    fn show(self, shown: Vec<Shown>) {
        for Shown { address, answer, signal } in shown {
            controls::show(self, &address, answer.as_ref());
            if let Some(signal) = signal
                && signal.with_untracked(|shown| *shown != answer)
            {
                signal.set(answer);
            }
        }
    }
}

impl Inner {
    /// What is to be told of an edit that touched this.
    fn news(&mut self, touched: Merged) -> News {
        let is_change = !touched.is_empty();
        self.revision += u64::from(is_change);
        News {
            rows: touched.rows,
            shown: self.shown_at(touched.answers),
            revision: (is_change && self.is_followed).then_some(self.revision),
            turns: self.new_turns(),
            keeping: self.keeping.clone().filter(|_| is_change),
        }
    }

    /// Whether there is something to undo, and to redo, where that was not told yet.
    fn new_turns(&mut self) -> Option<(bool, bool)> {
        let turns = (self.history.can_undo(), self.history.can_redo());
        (std::mem::replace(&mut self.turns, turns) != turns).then_some(turns)
    }

    /// What is shown at these addresses.
    fn shown_at(&self, places: Vec<Address>) -> Vec<Shown> {
        let shown = |address: Address| Shown {
            answer: self.shown(&address),
            signal: self.answers.get(&address).cloned(),
            address,
        };
        places.into_iter().map(shown).collect()
    }

    /// The answer that is shown at an address.
    fn shown(&self, address: &Address) -> Option<Answer> {
        let flowed = || self.flowed.get(address).filter(|_| !self.response.was_written(address));
        self.response.answer(address).or_else(flowed).cloned()
    }

    fn with_flowed(&self) -> Response {
        self.response.with_flowed(&self.flowed, &self.flowed_rows)
    }

    /// The rows that are shown.
    fn rows(&self, field: &FieldId) -> Vec<RowId> {
        let flows = self.flowed_rows.iter().any(|row| row.field == *field);
        if flows { self.with_flowed().rows(field) } else { self.response.rows(field) }
    }

    /// Before a row that stands by itself is touched, or a cell of a row that is not there yet is
    /// written, the row becomes one's own.
    fn keep_row(&mut self, edit: &Edit, now: u64) {
        let (field, row) = match edit {
            Edit::Answer { address, answer } => match &address.cell {
                Some((row, _)) if answer.is_some() => (&address.field, row),
                _ => return,
            },
            Edit::RemoveRow { field, row } => (field, row),
            Edit::PutRow { .. } => return,
        };
        if self.response.knows_row(field, row) {
            return;
        }
        let position = self.with_flowed().position(field, row).cloned().unwrap_or_default();
        let put = Edit::PutRow { field: field.clone(), row: row.clone(), position };
        let stamp = self.clock.tick(now);
        self.response.apply(put, stamp);
    }

    /// Before a flowed answer is edited it becomes one's own, so that undo comes back to it.
    fn keep_flowed(&mut self, address: &Address, now: u64) {
        if let Some(flowed) = self.flowed.get(address).cloned()
            && !self.response.was_written(address)
        {
            let edit = Edit::Answer { address: address.clone(), answer: Some(flowed) };
            let stamp = self.clock.tick(now);
            self.response.apply(edit, stamp);
        }
    }

    /// Applies an edit with a stamp later than what it replaces.
    fn apply(&mut self, edit: Edit, now: u64, touched: &mut Merged) -> Option<Edit> {
        self.keep_row(&edit, now);
        let stamp = self.clock.tick_after(now, self.response.written_at(&edit));
        let place = match &edit {
            Edit::Answer { address, .. } => Some(address.clone()),
            Edit::PutRow { .. } | Edit::RemoveRow { .. } => None,
        };
        let inverse = self.response.apply(edit, stamp)?;
        match place {
            Some(address) => touched.answers.push(address),
            None => touched.rows = true,
        }
        Some(inverse)
    }
}
