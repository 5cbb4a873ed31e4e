//! Which field of a board each row stands in.

use std::collections::BTreeMap;

use super::filled::Filled;
use crate::model::board::{Corner, Quadrant};
use crate::model::id::{Address, FieldId, RowId};
use crate::model::response::{Answer, Edit};

/// Where each row stands that has a name, in the order of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// The rows of each field.
    pub placed: BTreeMap<Corner, Vec<(RowId, String)>>,
    /// The rows that wait beside.
    pub waiting: Vec<(RowId, String)>,
}

/// Where a row stands by its two answers.
pub fn corner(
    kind: &Quadrant,
    field: &FieldId,
    row: &RowId,
    filled: &dyn Filled,
) -> Option<Corner> {
    let [across, up] = [&kind.across, &kind.up].map(|column| filled.cell(field, row, column));
    Corner::of(across.as_deref(), up.as_deref())
}

/// Lays the rows out.
pub fn board(kind: &Quadrant, field: &FieldId, filled: &dyn Filled) -> Board {
    let mut board = Board::default();
    for row in filled.rows_of(field) {
        let Some(name) = filled.cell(field, &row, &kind.name) else { continue };
        match corner(kind, field, &row, filled) {
            Some(corner) => board.placed.entry(corner).or_default().push((row, name)),
            None => board.waiting.push((row, name)),
        }
    }
    board
}

/// The edits that put a row into a field of the board, or back beside it.
pub fn place(kind: &Quadrant, field: &FieldId, row: &RowId, to: Option<Corner>) -> Vec<Edit> {
    let answers = to.map(Corner::answers);
    [&kind.across, &kind.up]
        .into_iter()
        .enumerate()
        .map(|(at, column)| Edit::Answer {
            address: Address::cell(field.clone(), row.clone(), column.clone()),
            answer: answers.and_then(|answers| Answer::new(answers[at])),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::Rows;
    use crate::model::stamp::{Clock, Replica};
    use crate::testing::response;

    fn kind() -> Quadrant {
        let id = |text: &str| text.parse().unwrap();
        let rows = Rows::default();
        let corners = Corner::IDS.map(ToOwned::to_owned);
        Quadrant { rows, name: id("what"), across: id("urgent"), up: id("weighty"), corners }
    }

    #[test]
    fn a_row_stands_where_its_answers_say() {
        let mut tasks = response(&[
            ("tasks.r1.what", "invoice"),
            ("tasks.r1.urgent", "yes"),
            ("tasks.r1.weighty", "no"),
            ("tasks.r2.what", "sleep"),
            ("tasks.r2.weighty", "yes"),
            ("tasks.r3.urgent", "yes"),
            ("tasks.r4.what", "rent"),
            ("tasks.r4.urgent", "unsure"),
            ("tasks.r4.weighty", "yes"),
        ]);
        let field = "tasks".parse().unwrap();
        let names = |list: &[(RowId, String)]| {
            list.iter().map(|(_, name)| name.clone()).collect::<Vec<_>>().join(" ")
        };
        let laid = board(&kind(), &field, &tasks);
        assert_eq!(laid.placed.keys().collect::<Vec<_>>(), [&Corner::Across]);
        assert_eq!(names(&laid.placed[&Corner::Across]), "invoice");
        assert_eq!(names(&laid.waiting), "sleep rent", "a row without a name is no card");
        let row = "r2".parse().unwrap();
        let mut clock = Clock::new(Replica(2));
        for to in Corner::ALL.map(Some).into_iter().chain([None]) {
            for edit in place(&kind(), &field, &row, to) {
                tasks.apply(edit, clock.tick(9));
            }
            assert_eq!(corner(&kind(), &field, &row, &tasks), to);
        }
    }
}
