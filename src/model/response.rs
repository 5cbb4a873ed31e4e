//! One person's answers on one worksheet in one notebook.
//!
//! Every answer, every row's presence and every row's position carries the [`Stamp`] of its last
//! edit. Two copies merge by taking the later of each, so merging is commutative, associative and
//! idempotent, and whatever order saves, tabs and files arrive in, all copies end up the same.
//! Nothing is ever forgotten: a cleared answer and a removed row leave their stamp behind.
//!
//! A response knows no worksheet. It keeps answers to fields that the worksheet no longer has.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use fractional_index::FractionalIndex;
use serde::{Deserialize, Serialize};

use super::id::{Address, FieldId, RowId};
use super::stamp::{Replica, Stamp};
use super::unseen::marked;

/// What a person answered: text as typed, a choice's id, several ids with spaces between, a date
/// as `2026-01-31`, a number as typed. The field's kind says which; an answer is never empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answer(String);

impl Answer {
    /// The answer that `text` is; nothing where it is empty.
    pub fn new(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        (!text.is_empty()).then_some(Self(text))
    }

    /// The answer as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// It as it is shown where a stranger sent it: with what cannot be seen marked.
    pub fn marked(&self) -> Self {
        Self(marked(&self.0).into_owned())
    }

    /// Whether there is anything but white space in it.
    pub fn is_written(&self) -> bool {
        !self.0.trim().is_empty()
    }
}

/// Something that was written, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Written<T> {
    value: T,
    stamp: Stamp,
}

impl<T: Ord> Written<T> {
    /// Whether another stands above this: what was written later. Two that say the same moment are
    /// nobody's honest writing; all copies choose alike, or tabs would hand them to each other for ever.
    fn gives_way_to(&self, other: &Self) -> bool {
        (other.stamp, &other.value) > (self.stamp, &self.value)
    }

    /// Takes over what was written later. Says whether anything changed hands.
    fn merge(&mut self, other: Self) -> bool {
        let later = self.gives_way_to(&other);
        if later {
            *self = other;
        }
        later
    }
}

/// A row that a person added: whether it is there, and where in the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Row {
    present: Written<bool>,
    position: Written<FractionalIndex>,
}

/// A row that stands by itself, made of what was written elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowedRow {
    /// The rows field.
    pub field: FieldId,
    /// The row.
    pub row: RowId,
    /// Whether it stands before one's own rows; else it stands behind them.
    pub leads: bool,
}

/// All that one person wrote on one worksheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Response {
    answers: BTreeMap<Address, Written<Option<Answer>>>,
    rows: BTreeMap<FieldId, BTreeMap<RowId, Row>>,
}

/// One change of a response. Applying it gives the edit that takes it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Writes an answer, or clears it.
    Answer {
        /// Where.
        address: Address,
        /// What; nothing clears.
        answer: Option<Answer>,
    },
    /// Puts a row in its place: adds it, brings it back, or moves it.
    PutRow {
        /// The rows field.
        field: FieldId,
        /// The row.
        row: RowId,
        /// Where in the order.
        position: FractionalIndex,
    },
    /// Takes a row away. Its cells stay, so that bringing it back brings all back.
    RemoveRow {
        /// The rows field.
        field: FieldId,
        /// The row.
        row: RowId,
    },
}

impl Response {
    /// The answer at an address.
    pub fn answer(&self, address: &Address) -> Option<&Answer> {
        self.answers.get(address)?.value.as_ref()
    }

    /// The text at a field outside any rows; empty where nothing was answered.
    pub fn text(&self, field: &FieldId) -> &str {
        self.answer(&Address::field(field.clone())).map_or("", Answer::as_str)
    }

    /// Whether something was ever written there, be it cleared since.
    pub fn was_written(&self, address: &Address) -> bool {
        self.answers.contains_key(address)
    }

    /// Whether there ever was such a row, be it removed since.
    pub fn knows_row(&self, field: &FieldId, row: &RowId) -> bool {
        self.rows.get(field).is_some_and(|rows| rows.contains_key(row))
    }

    /// With these answers and rows wherever nothing was ever written. Cells of rows that were
    /// removed stay away with them.
    #[must_use]
    pub fn with_flowed(&self, answers: &BTreeMap<Address, Answer>, rows: &[FlowedRow]) -> Self {
        let stamp = Stamp { millis: 0, counter: 0, replica: Replica(0) };
        let mut all = self.clone();
        for FlowedRow { field, row, leads } in rows {
            let last = self.rows(field).pop().filter(|_| !leads);
            let position = last.and_then(|last| self.position(field, &last));
            let position = position.map(FractionalIndex::new_after).unwrap_or_default();
            let position = Written { value: position, stamp };
            let present = Written { value: true, stamp };
            let rows = all.rows.entry(field.clone()).or_default();
            rows.entry(row.clone()).or_insert(Row { present, position });
        }
        for (address, answer) in answers {
            let written = || Written { value: Some(answer.clone()), stamp };
            all.answers.entry(address.clone()).or_insert_with(written);
        }
        all
    }

    /// Every row of a field by itself.
    pub fn rows_as_sheets(&self, field: &FieldId) -> BTreeMap<RowId, Self> {
        let mut rows: BTreeMap<RowId, Self> = BTreeMap::new();
        for (address, written) in &self.answers {
            if let (true, Some((row, column))) = (address.field == *field, &address.cell) {
                let answers = &mut rows.entry(row.clone()).or_default().answers;
                answers.insert(Address::field(column.clone()), written.clone());
            }
        }
        rows
    }

    /// One row by itself: its cells as the answers of fields.
    #[must_use]
    pub fn row_as_sheet(&self, field: &FieldId, row: &RowId) -> Self {
        let cell = |(address, written): (&Address, &Written<Option<Answer>>)| {
            let (of, column) = address.cell.as_ref()?;
            (address.field == *field && of == row)
                .then(|| (Address::field(column.clone()), written.clone()))
        };
        Self { answers: self.answers.iter().filter_map(cell).collect(), rows: BTreeMap::new() }
    }

    /// All answers that stand, in the order of their addresses.
    pub fn answers(&self) -> impl Iterator<Item = (&Address, &Answer)> {
        self.answers
            .iter()
            .filter_map(|(address, written)| Some((address, written.value.as_ref()?)))
    }

    /// The rows of a rows field in their order.
    pub fn rows(&self, field: &FieldId) -> Vec<RowId> {
        let mut rows: Vec<_> = self
            .rows
            .get(field)
            .into_iter()
            .flatten()
            .filter(|(_, row)| row.present.value)
            .collect();
        rows.sort_by_key(|(id, row)| (&row.position.value, *id));
        rows.into_iter().map(|(id, _)| id.clone()).collect()
    }

    /// Every row that stands, with its field.
    pub fn all_rows(&self) -> impl Iterator<Item = (&FieldId, &RowId)> {
        self.rows.iter().flat_map(|(field, rows)| {
            rows.iter().filter(|(_, row)| row.present.value).map(move |(id, _)| (field, id))
        })
    }

    /// Where a row stands in the order, also one that was removed.
    pub fn position(&self, field: &FieldId, row: &RowId) -> Option<&FractionalIndex> {
        Some(&self.rows.get(field)?.get(row)?.position.value)
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        !self.answers().any(|(address, answer)| address.cell.is_none() && answer.is_written())
            && !self.rows.values().flat_map(BTreeMap::values).any(|row| row.present.value)
    }

    /// When the thing that an edit would replace was written; nothing where it is new.
    pub fn written_at(&self, edit: &Edit) -> Option<Stamp> {
        match edit {
            Edit::Answer { address, .. } => self.answers.get(address).map(|a| a.stamp),
            Edit::PutRow { field, row, .. } | Edit::RemoveRow { field, row } => {
                let row = self.rows.get(field)?.get(row)?;
                Some(row.present.stamp.max(row.position.stamp))
            }
        }
    }

    /// The latest stamp in it.
    pub fn latest(&self) -> Option<Stamp> {
        let rows = self.rows.values().flat_map(BTreeMap::values);
        self.answers
            .values()
            .map(|answer| answer.stamp)
            .chain(rows.flat_map(|row| [row.present.stamp, row.position.stamp]))
            .max()
    }

    /// Makes an edit, and gives back the edit that undoes it; nothing where nothing changes.
    pub fn apply(&mut self, edit: Edit, stamp: Stamp) -> Option<Edit> {
        match edit {
            Edit::Answer { address, answer } => {
                let before = self.answer(&address).cloned();
                if before == answer {
                    return None;
                }
                let written = Written { value: answer, stamp };
                self.answers.insert(address.clone(), written);
                Some(Edit::Answer { address, answer: before })
            }
            Edit::PutRow { field, row, position } => {
                let written = Row {
                    present: Written { value: true, stamp },
                    position: Written { value: position, stamp },
                };
                let rows = self.rows.entry(field.clone()).or_default();
                match rows.insert(row.clone(), written.clone()) {
                    Some(before) if before.present.value => (before.position.value
                        != written.position.value)
                        .then_some(Edit::PutRow { field, row, position: before.position.value }),
                    _ => Some(Edit::RemoveRow { field, row }),
                }
            }
            Edit::RemoveRow { field, row } => {
                let there = self.rows.get_mut(&field)?.get_mut(&row)?;
                if !there.present.value {
                    return None;
                }
                there.present = Written { value: false, stamp };
                let position = there.position.value.clone();
                Some(Edit::PutRow { field, row, position })
            }
        }
    }

    /// The edits that take back what a merge with `other` is about to change here: all of it, or
    /// only what replaces writing of the copy `by`.
    pub fn taken_back(&self, other: &Self, by: Option<Replica>) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (address, theirs) in &other.answers {
            let ours = self.answers.get(address);
            let before = ours.and_then(|ours| ours.value.clone());
            let is_later = ours.is_none_or(|ours| ours.gives_way_to(theirs));
            let is_asked = by.is_none_or(|by| {
                before.is_some() && ours.is_some_and(|ours| ours.stamp.replica == by)
            });
            if is_later && is_asked && before != theirs.value {
                edits.push(Edit::Answer { address: address.clone(), answer: before });
            }
        }
        for (field, rows) in &other.rows {
            for (id, theirs) in rows {
                let ours = self.rows.get(field).and_then(|rows| rows.get(id));
                if by.is_some_and(|by| !self.has_written_in(field, id, by)) {
                    continue;
                }
                let (field, row) = (field.clone(), id.clone());
                let was_there = ours.is_some_and(|ours| ours.present.value);
                let mut after = ours.cloned();
                match &mut after {
                    Some(after) => {
                        after.present.merge(theirs.present.clone());
                        after.position.merge(theirs.position.clone());
                    }
                    None => after = Some(theirs.clone()),
                }
                let is_there = after.as_ref().is_some_and(|after| after.present.value);
                match ours.map(|ours| ours.position.value.clone()).filter(|_| was_there) {
                    Some(position) => {
                        let stays = after.is_some_and(|after| after.position.value == position);
                        if !is_there || !stays {
                            edits.push(Edit::PutRow { field, row, position });
                        }
                    }
                    None if is_there && by.is_none() => edits.push(Edit::RemoveRow { field, row }),
                    None => {}
                }
            }
        }
        edits
    }

    /// Whether a copy put a row where it is, or wrote a cell of it.
    fn has_written_in(&self, field: &FieldId, row: &RowId, by: Replica) -> bool {
        let put =
            self.rows.get(field).and_then(|rows| rows.get(row)).is_some_and(|row| {
                row.present.stamp.replica == by || row.position.stamp.replica == by
            });
        put || self.answers.iter().any(|(address, written)| {
            let is_cell = address.cell.as_ref().is_some_and(|(of, _)| of == row);
            is_cell && address.field == *field && written.stamp.replica == by
        })
    }

    /// Takes over all that `other` wrote later. Gives the addresses whose answer changed, and
    /// whether any row came, went or moved.
    pub fn merge(&mut self, other: Self) -> Merged {
        let mut merged = Merged::default();
        for (address, theirs) in other.answers {
            match self.answers.entry(address.clone()) {
                Entry::Vacant(entry) => {
                    entry.insert(theirs);
                    merged.answers.push(address);
                }
                Entry::Occupied(mut entry) => {
                    if entry.get_mut().merge(theirs) {
                        merged.answers.push(address);
                    }
                }
            }
        }
        for (field, rows) in other.rows {
            for (row, theirs) in rows {
                match self.rows.entry(field.clone()).or_default().entry(row) {
                    Entry::Vacant(entry) => {
                        entry.insert(theirs);
                        merged.rows = true;
                    }
                    Entry::Occupied(mut entry) => {
                        let ours = entry.get_mut();
                        let present = ours.present.merge(theirs.present);
                        merged.rows |= ours.position.merge(theirs.position) | present;
                    }
                }
            }
        }
        merged
    }
}

/// What a merge changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// The answers taken over.
    pub answers: Vec<Address>,
    /// Whether rows came, went or moved.
    pub rows: bool,
}

impl Merged {
    /// Whether the merge changed nothing.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && !self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::stamp::{Clock, Replica};
    use crate::testing::response;
    use proptest::prelude::*;

    /// Any edit among few places, so that copies really meet.
    fn edits() -> impl Strategy<Value = Edit> {
        let field = |name: &str| name.parse::<FieldId>().unwrap();
        let row = prop_oneof![Just("r1"), Just("r2"), Just("r3")]
            .prop_map(|id| id.parse::<RowId>().unwrap());
        prop_oneof![
            (prop_oneof![Just("who"), Just("list.r1.a"), Just("list.r2.a")], "[a-c]{0,2}")
                .prop_map(|(address, text)| Edit::Answer {
                    address: address.parse().unwrap(),
                    answer: Answer::new(text),
                }),
            (row.clone(), 1_u8..4).prop_map(move |(row, place)| {
                let mut position = FractionalIndex::default();
                for _ in 0..place {
                    position = FractionalIndex::new_after(&position);
                }
                Edit::PutRow { field: field("list"), row, position }
            }),
            row.prop_map(move |row| Edit::RemoveRow { field: field("list"), row }),
        ]
    }

    /// The history of one copy: edits at times that may repeat and run backwards.
    fn histories() -> impl Strategy<Value = Vec<(Edit, u64)>> {
        prop::collection::vec((edits(), 0_u64..6), 0..14)
    }

    fn play(history: &[(Edit, u64)], replica: u32) -> Response {
        let mut response = Response::default();
        let mut clock = Clock::new(Replica(replica));
        for (edit, now) in history {
            response.apply(edit.clone(), clock.tick(*now));
        }
        response
    }

    fn merged(mut left: Response, right: &Response) -> Response {
        left.merge(right.clone());
        left
    }

    #[test]
    fn what_one_wrote_in_a_row_comes_back_when_another_takes_the_row() {
        let mut theirs = response(&[("quotes.r1.words", "贵")]);
        let (field, row): (FieldId, RowId) = ("quotes".parse().unwrap(), "r1".parse().unwrap());
        let mut ours = theirs.clone();
        let mut clock = Clock::new(Replica(2));
        let address = "quotes.r1.words".parse().unwrap();
        ours.apply(Edit::Answer { address, answer: Answer::new("太贵") }, clock.tick(2));
        theirs.apply(Edit::RemoveRow { field, row }, Clock::new(Replica(1)).tick(3));
        let back = ours.taken_back(&theirs, Some(Replica(2)));
        assert!(matches!(back.as_slice(), [Edit::PutRow { .. }]), "{back:?}");
        assert_eq!(ours.taken_back(&theirs, Some(Replica(3))), []);
    }

    #[test]
    fn a_row_that_was_taken_away_and_is_put_anew_can_be_taken_away_again() {
        let mut response = response(&[("quotes.r1.words", "贵")]);
        let (field, row): (FieldId, RowId) = ("quotes".parse().unwrap(), "r1".parse().unwrap());
        let late = |millis| Stamp { millis, counter: 0, replica: Replica(1) };
        let remove = Edit::RemoveRow { field, row };
        let put = response.apply(remove.clone(), late(100)).unwrap();
        assert_eq!(response.apply(put.clone(), late(101)), Some(remove));
        // It stands there already.
        assert_eq!(response.apply(put, late(102)), None);
    }

    #[test]
    fn a_response_is_empty_until_something_stands_in_it() {
        assert!(Response::default().is_empty());
        assert!(!response(&[("who", "阿梅")]).is_empty());
        assert!(!response(&[("quotes.r1.words", "贵")]).is_empty());
    }

    #[test]
    fn a_response_of_white_space_and_cells_without_their_row_is_empty() {
        let mut response = response(&[("who", " "), ("quotes.r1.words", "贵")]);
        let (field, row): (FieldId, RowId) = ("quotes".parse().unwrap(), "r1".parse().unwrap());
        response.apply(Edit::RemoveRow { field, row }, Clock::new(Replica(1)).tick(9));
        assert!(response.is_empty());
    }

    #[test]
    fn what_flows_in_stands_only_where_nothing_was_ever_written() {
        let mut own = response(&[
            ("quotes.r2.words", "贵"),
            ("quotes.r3.words", "慢"),
            ("quotes.r4.words", "远"),
            ("who", "阿梅"),
        ]);
        let quotes: FieldId = "quotes".parse().unwrap();
        let row = |id: &str| id.parse::<RowId>().unwrap();
        let at = |id: &str| id.parse::<Address>().unwrap();
        let mut clock = Clock::new(Replica(2));
        own.apply(Edit::Answer { address: at("who"), answer: None }, clock.tick(9));
        own.apply(Edit::RemoveRow { field: quotes.clone(), row: row("r4") }, clock.tick(9));
        assert!(own.was_written(&at("who")) && !own.was_written(&at("where")));
        assert!(own.knows_row(&quotes, &row("r4")) && !own.knows_row(&quotes, &row("r1")));
        let answers = [("who", "周"), ("where", "店"), ("quotes.r2.words", "好")]
            .map(|(id, text)| (at(id), Answer::new(text).unwrap()));
        let rows = [("r1", false), ("a1", true), ("r4", false)].map(|(id, leads)| FlowedRow {
            field: quotes.clone(),
            row: row(id),
            leads,
        });
        let all = own.with_flowed(&BTreeMap::from(answers), &rows);
        assert_eq!(all.rows(&quotes), ["a1", "r2", "r3", "r1"].map(row));
        let said = ["who", "where", "quotes.r2.words"];
        let said = said.map(|id| all.answer(&at(id)).map(Answer::as_str));
        assert_eq!(said, [None, Some("店"), Some("贵")]);
    }

    #[test]
    fn a_row_by_itself_has_only_its_own_cells() {
        let all = response(&[
            ("quotes.r1.words", "贵"),
            ("quotes.r2.why", "慢"),
            ("offers.r1.who", "阿梅"),
            ("offers.r3.who", "周"),
            ("words", "早"),
        ]);
        let (quotes, words): (FieldId, FieldId) =
            ("quotes".parse().unwrap(), "words".parse().unwrap());
        let (first, second): (RowId, RowId) = ("r1".parse().unwrap(), "r2".parse().unwrap());
        let one = all.row_as_sheet(&quotes, &first);
        assert_eq!((one.text(&words), one.answers().count()), ("贵", 1));
        let each = all.rows_as_sheets(&quotes);
        assert_eq!(each.keys().collect::<Vec<_>>(), [&first, &second]);
        assert_eq!((&each[&first], each[&second].answers().count()), (&one, 1));
    }

    #[test]
    fn the_latest_stamp_is_that_of_an_answer_or_of_a_row() {
        assert_eq!(Response::default().latest(), None);
        let mut response = response(&[("who", "阿梅"), ("quotes.r1.words", "贵")]);
        let (field, row): (FieldId, RowId) = ("quotes".parse().unwrap(), "r1".parse().unwrap());
        let late = |millis| Stamp { millis, counter: 0, replica: Replica(1) };
        response.apply(Edit::RemoveRow { field, row }, late(100));
        assert_eq!(response.latest(), Some(late(100)));
        let address = "who".parse().unwrap();
        response.apply(Edit::Answer { address, answer: None }, late(101));
        assert_eq!(response.latest(), Some(late(101)));
    }

    #[test]
    fn a_merge_takes_over_only_what_is_later() {
        let mut ours = response(&[("who", "阿梅"), ("quotes.r1.words", "贵")]);
        let mut theirs = ours.clone();
        assert!(ours.merge(theirs.clone()).is_empty(), "the same was written at the same moment");
        let (field, row) = ("quotes".parse().unwrap(), "r1".parse().unwrap());
        let position = FractionalIndex::new_after(&FractionalIndex::default());
        let put = Edit::PutRow { field, row, position };
        theirs.apply(put, Clock::new(Replica(2)).tick(9));
        assert_eq!(ours.merge(theirs), Merged { answers: Vec::new(), rows: true });
    }

    #[test]
    fn only_what_one_wrote_and_what_still_stands_is_named_as_ones_own() {
        let mut ours = response(&[("who", "阿梅"), ("where", "店"), ("quotes.r1.words", "贵")]);
        let (field, row): (FieldId, RowId) = ("quotes".parse().unwrap(), "r1".parse().unwrap());
        let answer = |address: &str, text: &str| Edit::Answer {
            address: address.parse().unwrap(),
            answer: Answer::new(text),
        };
        let mut clock = Clock::new(Replica(2));
        ours.apply(answer("where", ""), clock.tick(5));
        let remove = Edit::RemoveRow { field: field.clone(), row: row.clone() };
        let put = ours.apply(remove, clock.tick(5)).unwrap();
        // One put it there, another took it away.
        assert!([1, 2].iter().all(|by| ours.has_written_in(&field, &row, Replica(*by))));
        assert!(!ours.has_written_in(&field, &row, Replica(3)));
        let mut theirs = ours.clone();
        let mut clock = Clock::new(Replica(3));
        for edit in [answer("who", "周"), answer("where", "家"), put] {
            theirs.apply(edit, clock.tick(9));
        }
        assert_eq!(ours.taken_back(&theirs, Some(Replica(2))), []);
        assert_eq!(ours.taken_back(&theirs, Some(Replica(1))), [answer("who", "阿梅")]);
        assert_eq!(ours.taken_back(&theirs, None).len(), 3);
    }

    proptest! {
        #![proptest_config(crate::testing::cases(3_500))]

        #[test]
        fn merging_does_not_depend_on_order(
            a in histories(), b in histories(), c in histories()
        ) {
            let (a, b, c) = (play(&a, 1), play(&b, 2), play(&c, 3));
            prop_assert_eq!(merged(a.clone(), &b), merged(b.clone(), &a));
            prop_assert_eq!(
                merged(merged(a.clone(), &b), &c),
                merged(a.clone(), &merged(b.clone(), &c))
            );
            prop_assert_eq!(merged(a.clone(), &a), a);
        }

        #[test]
        fn copies_that_forge_each_others_stamps_end_up_the_same(a in histories(), b in histories()) {
            let (a, b) = (play(&a, 1), play(&b, 1));
            let both = merged(a.clone(), &b);
            prop_assert_eq!(&both, &merged(b.clone(), &a));
            prop_assert_eq!(&merged(both.clone(), &a), &both);
            prop_assert!(both.taken_back(&a, None).is_empty() && both.taken_back(&b, None).is_empty());
        }

        #[test]
        fn the_later_stamp_of_either_side_stands(a in histories(), b in histories()) {
            let (a, b) = (play(&a, 1), play(&b, 2));
            let both = merged(a.clone(), &b);
            for (address, ours) in a.answers.iter().chain(&b.answers) {
                let there = &both.answers[address];
                prop_assert!(there.stamp >= ours.stamp);
                prop_assert!(there.stamp > ours.stamp || there.value == ours.value);
            }
            for (field, rows) in a.rows.iter().chain(&b.rows) {
                for (id, row) in rows {
                    let there = &both.rows[field][id];
                    prop_assert!(there.present.stamp >= row.present.stamp);
                    prop_assert!(there.position.stamp >= row.position.stamp);
                }
            }
        }

        #[test]
        fn no_answer_and_no_row_of_three_copies_is_lost(
            a in histories(), b in histories(), c in histories()
        ) {
            let copies = [play(&a, 1), play(&b, 2), play(&c, 3)];
            let all = merged(merged(copies[0].clone(), &copies[1]), &copies[2]);
            let list: FieldId = "list".parse().unwrap();
            for copy in &copies {
                // What stands in a copy stands in all, but for what somebody wrote or took away later.
                for (address, answer) in copy.answers() {
                    let ours = copy.answers[address].stamp;
                    let later = copies.iter().any(|c| c.answers.get(address).is_some_and(|w| w.stamp > ours));
                    prop_assert!(later || all.answer(address) == Some(answer));
                }
                for row in copy.rows(&list) {
                    let ours = copy.rows[&list][&row].present.stamp;
                    let later = copies.iter().any(|c| {
                        let there = c.rows.get(&list).and_then(|rows| rows.get(&row));
                        there.is_some_and(|r| r.present.stamp > ours)
                    });
                    prop_assert!(later || all.rows(&list).contains(&row));
                }
            }
            // And nothing stands there that nobody wrote.
            for (address, written) in &all.answers {
                prop_assert!(copies.iter().any(|c| c.answers.get(address) == Some(written)));
            }
        }

        #[test]
        fn a_merge_can_be_taken_back(a in histories(), b in histories()) {
            let (ours, theirs) = (play(&a, 1), play(&b, 2));
            let back = ours.taken_back(&theirs, None);
            let mut both = merged(ours.clone(), &theirs);
            let late = |millis| Stamp { millis, counter: 0, replica: Replica(1) };
            for (at, edit) in (100..).zip(back) {
                both.apply(edit, late(at));
            }
            let list = "list".parse().unwrap();
            prop_assert_eq!(both.rows(&list), ours.rows(&list));
            let shown = |r: &Response| r.answers().map(|(a, b)| (a.clone(), b.clone())).collect::<Vec<_>>();
            prop_assert_eq!(shown(&both), shown(&ours));
            // What is named as one's own is part of that.
            let mine = ours.taken_back(&theirs, Some(Replica(1)));
            let all = ours.taken_back(&theirs, None);
            prop_assert!(mine.iter().all(|edit| all.contains(edit)));
            prop_assert!(ours.taken_back(&theirs, Some(Replica(9))).is_empty());
        }

        #[test]
        fn a_merge_tells_what_it_changed(a in histories(), b in histories()) {
            let before = play(&a, 1);
            let mut after = before.clone();
            let told = after.merge(play(&b, 2));
            let places = before.answers.keys().chain(after.answers.keys());
            for place in places.filter(|place| before.answers.get(place) != after.answers.get(place)) {
                prop_assert!(told.answers.contains(place), "{place}");
            }
            prop_assert_eq!(told.rows, before.rows != after.rows);
            prop_assert_eq!(told.is_empty(), before == after);
        }

        #[test]
        fn what_was_written_has_its_time_and_its_row(history in histories(), edit in edits()) {
            let mut response = play(&history, 1);
            let late = Stamp { millis: 100, counter: 0, replica: Replica(1) };
            prop_assert!(response.written_at(&edit).is_none_or(|stamp| stamp < late));
            if response.apply(edit.clone(), late).is_some() {
                prop_assert_eq!(response.written_at(&edit), Some(late));
            }
            let list = "list".parse().unwrap();
            let mut all: Vec<_> = response.all_rows().map(|(_, row)| row.clone()).collect();
            let mut rows = response.rows(&list);
            all.sort();
            rows.sort();
            prop_assert_eq!(all, rows);
        }

        #[test]
        fn an_edit_can_be_taken_back(history in histories(), edit in edits()) {
            let mut response = play(&history, 1);
            let shown = |r: &Response| {
                let list = "list".parse().unwrap();
                let answers: Vec<_> =
                    r.answers().map(|(a, b)| (a.clone(), b.clone())).collect();
                (answers, r.rows(&list))
            };
            let before = shown(&response);
            let late = |millis| Stamp { millis, counter: 0, replica: Replica(1) };
            if let Some(inverse) = response.apply(edit, late(100)) {
                response.apply(inverse, late(101));
            }
            prop_assert_eq!(shown(&response), before);
        }

        #[test]
        fn a_response_reads_back_as_saved(history in histories()) {
            let response = play(&history, 9);
            let text = serde_json::to_string(&response).unwrap();
            prop_assert_eq!(serde_json::from_str::<Response>(&text).unwrap(), response);
        }
    }
}
