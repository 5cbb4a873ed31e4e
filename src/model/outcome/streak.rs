//! Days ticked, and the runs that they make. A day is a number (see `date`), and today is an
//! argument: no clock can take a tick away.
//!
//! A tick is a row named after its day, `d20261123`, so ticks of two devices merge day by day. A
//! tick that came by a link has another name and tells its day in its cell.

use std::collections::BTreeSet;

use fractional_index::FractionalIndex;

use super::filled::Filled;
use crate::model::board::Streak;
use crate::model::date;
use crate::model::id::{Address, FieldId, RowId};
use crate::model::response::{Answer, Edit};

/// How the ticked days lie together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// How many days are ticked.
    pub count: usize,
    /// The most days in a row.
    pub longest: usize,
    /// The days in a row up to today; today may still be open.
    pub current: usize,
    /// Whether today is ticked.
    pub is_today: bool,
}

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: u32,
    /// How many days it has.
    pub length: u32,
    /// How many days of its first week come before it; weeks begin on Monday.
    pub before: u32,
}

/// The name of a day's tick.
pub fn row_of(day: u32) -> Option<RowId> {
    format!("d{}", date::of_days(day)?.replace('-', "")).parse().ok()
}

/// The day that a tick is named after.
fn day_of(row: &RowId) -> Option<u32> {
    let digits = row.as_str().strip_prefix('d')?;
    let (year, rest) = digits.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    date::days(&format!("{year}-{month}-{day}"))
}

/// The column that a tick's day is written in.
fn column(kind: &Streak) -> Option<&FieldId> {
    kind.rows.columns.first().map(|column| &column.id)
}

/// The day of a tick.
fn day(kind: &Streak, field: &FieldId, row: &RowId, filled: &dyn Filled) -> Option<u32> {
    day_of(row).or_else(|| date::days(&filled.cell(field, row, column(kind)?)?))
}

/// All days that are ticked.
pub fn days(kind: &Streak, field: &FieldId, filled: &dyn Filled) -> BTreeSet<u32> {
    let rows = filled.rows_of(field);
    rows.iter().filter_map(|row| day(kind, field, row, filled)).collect()
}

/// The runs that days make, as seen on a day.
pub fn runs(days: &BTreeSet<u32>, today: u32) -> Runs {
    let (mut longest, mut length) = (0, 0);
    let mut last = None;
    for day in days {
        length = if last.is_some_and(|last| last + 1 == *day) { length + 1 } else { 1 };
        longest = longest.max(length);
        last = Some(*day);
    }
    let is_today = days.contains(&today);
    // What is not ticked yet today is not missed yet.
    let end = if is_today { Some(today) } else { today.checked_sub(1) };
    let back = |end: u32| (0..=end).rev().take_while(|day| days.contains(day)).count();
    Runs { count: days.len(), longest, current: end.map_or(0, back), is_today }
}

/// The edits that tick a day, or take its tick away.
pub fn turn(kind: &Streak, field: &FieldId, wanted: u32, filled: &dyn Filled) -> Vec<Edit> {
    let rows = filled.rows_of(field);
    let there: Vec<RowId> =
        rows.into_iter().filter(|row| day(kind, field, row, filled) == Some(wanted)).collect();
    if !there.is_empty() {
        let gone = |row| Edit::RemoveRow { field: field.clone(), row };
        return there.into_iter().map(gone).collect();
    }
    let (Some(row), Some(column)) = (row_of(wanted), column(kind)) else { return Vec::new() };
    // All at one place: rows at one place stand in the order of their names, which is the days'.
    let position = FractionalIndex::default();
    let address = Address::cell(field.clone(), row.clone(), column.clone());
    let answer = date::of_days(wanted).and_then(Answer::new);
    vec![Edit::PutRow { field: field.clone(), row, position }, Edit::Answer { address, answer }]
}

/// The month that a day is in.
pub fn month(day: u32) -> Option<Month> {
    let text = date::of_days(day)?;
    let first = date::days(&format!("{}-01", text.get(..7)?))?;
    // Each month ends before its 32nd day, and the next begins before its own 5th.
    let next = date::of_days(first + 32);
    let next = next.and_then(|next| date::days(&format!("{}-01", next.get(..7)?)));
    // 2000-01-01 was a Saturday.
    Some(Month { first, length: next.map_or(31, |next| next - first), before: (first + 5) % 7 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::{Field, FieldKind};
    use crate::model::response::Response;
    use crate::model::stamp::{Clock, Replica};
    use crate::testing::{cases, response, sheet_of};
    use proptest::prelude::*;

    fn field() -> Field {
        let days =
            r#"{"id": "ticks", "number": 3, "kind": "streak", "label": "Days", "goal": 365}"#;
        sheet_of(days).sections[0].fields[0].clone()
    }

    fn kind(field: &Field) -> &Streak {
        match &field.kind {
            FieldKind::Streak(kind) => kind,
            _ => panic!("no streak"),
        }
    }

    fn turned(response: &mut Response, day: u32, at: u64, who: u32) {
        let field = field();
        let mut clock = Clock::new(Replica(who));
        for edit in turn(kind(&field), &field.id, day, response) {
            response.apply(edit, clock.tick(at));
        }
    }

    fn on(text: &str) -> u32 {
        date::days(text).unwrap()
    }

    #[test]
    fn a_missed_day_takes_nothing_away() {
        let days: BTreeSet<u32> =
            ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-22"].map(on).into_iter().collect();
        let runs_on = |today| runs(&days, on(today));
        let all = Runs { count: 4, longest: 3, current: 1, is_today: true };
        assert_eq!(runs_on("2026-11-22"), all);
        assert_eq!(runs_on("2026-11-23"), Runs { is_today: false, ..all });
        assert_eq!(runs_on("2026-11-24"), Runs { current: 0, is_today: false, ..all });
        assert_eq!(runs(&BTreeSet::new(), 0), Runs::default());
    }

    #[test]
    fn runs_go_over_the_ends_of_months_and_leap_days() {
        let days: BTreeSet<u32> =
            ["2028-02-28", "2028-02-29", "2028-03-01"].map(on).into_iter().collect();
        assert_eq!(runs(&days, on("2028-03-01")).longest, 3);
        let days: BTreeSet<u32> = ["2026-12-31", "2027-01-01"].map(on).into_iter().collect();
        assert_eq!(runs(&days, on("2027-01-01")).current, 2);
        // A clock that was set back: the ticks of days to come stay.
        assert_eq!(runs(&days, on("2026-06-01")).count, 2);
    }

    #[test]
    fn months_are_as_the_calendar_has_them() {
        let november = Month { first: on("2026-11-01"), length: 30, before: 6 };
        assert_eq!(month(on("2026-11-23")), Some(november));
        assert_eq!(month(on("2028-02-29")).map(|month| month.length), Some(29));
        assert_eq!(month(on("2026-06-01")).map(|month| month.before), Some(0));
        assert_eq!(month(on("9999-12-31")).map(|month| month.length), Some(31));
    }

    #[test]
    fn two_devices_tick_the_same_day_once() {
        let (mut one, mut other) = (Response::default(), Response::default());
        for day in [9_800, 9_801] {
            turned(&mut one, day, 10, 1);
        }
        for day in [9_801, 9_802] {
            turned(&mut other, day, 20, 2);
        }
        one.merge(other);
        let field = field();
        let days = days(kind(&field), &field.id, &one);
        assert_eq!(days.into_iter().collect::<Vec<_>>(), [9_800, 9_801, 9_802]);
        let order: Vec<String> = one.rows(&field.id).iter().map(ToString::to_string).collect();
        assert_eq!(order, ["d20261031", "d20261101", "d20261102"]);
    }

    #[test]
    fn a_tick_is_of_the_day_in_its_name_whatever_its_cell_says() {
        let field = field();
        for text in ["", "soon", "2026-11-20"] {
            let response = response(&[("ticks.d20261123.day", text)]);
            assert_eq!(days(kind(&field), &field.id, &response), BTreeSet::from([9_823]), "{text}");
        }
    }

    #[test]
    fn a_tick_that_came_by_a_link_counts_and_can_be_taken_away() {
        let mut response = response(&[("ticks.r1.day", "2026-11-23")]);
        let field = field();
        assert_eq!(days(kind(&field), &field.id, &response), BTreeSet::from([9_823]));
        turned(&mut response, 9_823, 30, 1);
        assert_eq!(days(kind(&field), &field.id, &response), BTreeSet::new());
    }

    proptest! {
        #![proptest_config(cases(100))]

        #[test]
        fn turning_twice_is_no_turn(ticked in proptest::collection::btree_set(0_u32..4_000, 0..12), day in 0_u32..4_000) {
            let mut response = Response::default();
            for (at, ticked) in ticked.iter().enumerate() {
                turned(&mut response, *ticked, u64::try_from(at).unwrap() + 1, 1);
            }
            let field = field();
            let seen = |response: &Response| days(kind(&field), &field.id, response);
            prop_assert_eq!(&seen(&response), &ticked);
            turned(&mut response, day, 100, 1);
            prop_assert_eq!(seen(&response).contains(&day), !ticked.contains(&day));
            turned(&mut response, day, 200, 1);
            prop_assert_eq!(&seen(&response), &ticked);
            let runs = runs(&ticked, day);
            prop_assert!(runs.current <= runs.longest && runs.longest <= runs.count);
        }

        #[test]
        fn months_follow_each_other(day in 0_u32..2_900_000) {
            let this = month(day).unwrap();
            prop_assert!((this.first..this.first + this.length).contains(&day));
            let next = month(this.first + this.length).unwrap();
            prop_assert_eq!(next.first, this.first + this.length);
            prop_assert_eq!(next.before, (this.before + this.length) % 7);
        }
    }
}
