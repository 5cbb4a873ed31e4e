//! Steps: which are done, what they count by themselves, which round one is in.
//!
//! A step's cells stand in a row of the step's own id; from the second round on the round's number
//! is added to it. So a round begins when one of its rows is written, and nothing is copied.

use super::Desk;
use crate::model::condition::Place;
use crate::model::field::{Field, Step, StepCount, Steps};
use crate::model::id::{Address, FieldId, RowId};
use crate::model::response::{Answer, Response};

/// The most rounds that are looked for.
const ROUNDS: u16 = 99;

/// The row of a step in a round; rounds count from 1.
pub fn row_in(step: &RowId, round: u16) -> RowId {
    let later = || format!("{step}-{round}").parse().ok();
    // An id that would be too long stays in the first round.
    if round < 2 { step.clone() } else { later().unwrap_or_else(|| step.clone()) }
}

/// The round that one is in: the last of which anything was written.
pub fn round(field: &FieldId, kind: &Steps, response: &Response) -> u16 {
    let rows = response.rows(field);
    let is_begun = |round: &u16| kind.steps.iter().any(|s| rows.contains(&row_in(&s.id, *round)));
    let last = if kind.rounds { ROUNDS } else { 1 };
    (1..=last).rev().find(is_begun).unwrap_or(1)
}

/// The rows of all rounds that were begun, in order.
pub fn rows(field: &FieldId, kind: &Steps, response: &Response) -> Vec<RowId> {
    let rounds = 1..=round(field, kind, response);
    rounds.flat_map(|round| kind.steps.iter().map(move |step| row_in(&step.id, round))).collect()
}

/// The row that stands at a place when the steps of all rounds are put in order.
pub fn place(kind: &Steps, at: usize) -> Option<RowId> {
    let count = kind.steps.len().max(1);
    let round = u16::try_from(at / count + 1).ok()?;
    Some(row_in(&kind.steps.get(at % count)?.id, round))
}

/// The address of what ticks a step off.
pub fn tick(field: &FieldId, kind: &Steps, row: RowId) -> Option<Address> {
    Some(Address::cell(field.clone(), row, kind.rows.columns.first()?.id.clone()))
}

/// Whether a step is ticked off.
pub fn is_done(field: &FieldId, kind: &Steps, row: RowId, response: &Response) -> bool {
    let tick = tick(field, kind, row);
    tick.and_then(|at| response.answer(&at)).is_some_and(|answer| answer.as_str() == "yes")
}

/// How many steps of the round are done.
pub fn done(field: &FieldId, kind: &Steps, round: u16, response: &Response) -> usize {
    let is_done = |step: &&Step| is_done(field, kind, row_in(&step.id, round), response);
    kind.steps.iter().filter(is_done).count()
}

/// How far one is, in words; nothing before anything is written.
pub fn said(field: &FieldId, kind: &Steps, response: &Response) -> Option<String> {
    let round = round(field, kind, response);
    let done = done(field, kind, round, response);
    if round == 1 && done == 0 && response.rows(field).is_empty() {
        return None;
    }
    Some(kind.said.filled(|place| match place.field.as_str() {
        "round" => round.to_string(),
        "done" => done.to_string(),
        _ => kind.steps.len().to_string(),
    }))
}

/// How many rows a step counts elsewhere.
pub fn counted(count: &StepCount, desk: &Desk<'_>) -> usize {
    let Some(response) = desk.response(&count.of) else { return 0 };
    let field = &count.of.field;
    let is_filled = |row: &RowId| {
        count.filled.iter().all(|column| {
            let at = Address::cell(field.clone(), row.clone(), column.clone());
            response.answer(&at).is_some_and(Answer::is_written)
        })
    };
    response.rows(field).iter().filter(|row| is_filled(row)).count()
}

/// What ticks off the steps that have counted enough, in every round that was begun.
pub fn counted_done(field: &Field, kind: &Steps, desk: &Desk<'_>) -> Vec<Address> {
    let empty = Response::default();
    let here = Place::here(field.id.clone());
    let response = desk.response(&here).unwrap_or(&empty);
    let rounds = 1..=round(&field.id, kind, response);
    let counting = kind.steps.iter().filter_map(|step| Some((step, step.counts.as_ref()?)));
    counting
        .flat_map(|(step, count)| {
            let there = counted(count, desk);
            let enough =
                move |round: &u16| there >= usize::from(count.target) * usize::from(*round);
            rounds.clone().filter(enough).map(|round| row_in(&step.id, round))
        })
        .filter_map(|row| tick(&field.id, kind, row))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::field::FieldKind;
    use crate::model::text::Locale;
    use crate::testing::{pack, response};

    fn with_loop<T>(answers: &[(&str, &str)], ask: impl Fn(&Field, &Steps, &Desk<'_>) -> T) -> T {
        let pack = pack("community", Locale::ZhHans);
        let here = pack.sheet(&"loop".parse().unwrap()).unwrap();
        let responses = BTreeMap::from([(here.id.clone(), response(answers))]);
        let field = here.holder(&"steps".parse().unwrap()).unwrap();
        let FieldKind::Steps(kind) = &field.kind else { panic!("no steps") };
        ask(field, kind, &Desk { pack: &pack, here, responses: &responses, today: 0 })
    }

    #[test]
    fn a_round_begins_when_something_of_it_is_written() {
        let at = |answers: &[(&str, &str)]| {
            with_loop(answers, |field, kind, desk| {
                let response = desk.responses.values().next().unwrap();
                (round(&field.id, kind, response), said(&field.id, kind, response))
            })
        };
        assert_eq!(at(&[]), (1, None));
        let (first, words) = at(&[("steps.enter.done", "yes"), ("steps.deliver.note", "x")]);
        assert_eq!(first, 1);
        assert!(words.unwrap().contains('1'));
        assert_eq!(at(&[("steps.enter.done", "yes"), ("steps.enter-2.done", "yes")]).0, 2);
        assert_eq!(at(&[("steps.nothing-7.done", "yes")]).0, 1, "no step of ours");
    }

    #[test]
    fn how_far_one_is_is_said_of_the_last_round() {
        let words = |answers: &[(&str, &str)]| {
            with_loop(answers, |field, kind, desk| {
                said(&field.id, kind, desk.responses.values().next().unwrap()).unwrap()
            })
        };
        assert_eq!(words(&[("steps.enter.note", "x")]), "第 1 圈，8 步走了 0 步");
        let three = [
            ("steps.verify.done", "yes"),
            ("steps.enter-2.done", "yes"),
            ("steps.record-2.done", "yes"),
            ("steps.write-2.done", "yes"),
        ];
        assert_eq!(words(&three), "第 2 圈，8 步走了 3 步");
    }

    #[test]
    fn the_rows_of_all_rounds_are_numbered_in_order() {
        let rows = with_loop(&[], |_, kind, _| {
            [0, 7, 8, 15].map(|at| place(kind, at).unwrap().to_string())
        });
        assert_eq!(rows, ["enter", "verify", "enter-2", "verify-2"]);
    }

    #[test]
    fn what_is_ticked_is_done() {
        let done = with_loop(
            &[
                ("steps.enter.done", "yes"),
                ("steps.verify.done", "yes"),
                ("steps.deliver.note", "x"),
            ],
            |field, kind, desk| done(&field.id, kind, 1, desk.responses.values().next().unwrap()),
        );
        assert_eq!(done, 2);
    }
}
