//! Notebooks: several directions side by side, each with its own answers on every sheet.
//!
//! The list of notebooks is itself a response, so it is saved, merged between tabs and undone as
//! answers are: each notebook is a row of the field `notebooks`, with the cells `name` and
//! `deleted`. The first notebook is there without a row.

use super::id::{Address, FieldId, NotebookId, RowId};
use super::response::{Answer, Edit, Response};

/// How long a deleted notebook stays in the bin, in milliseconds: 30 days.
pub const IN_BIN: u64 = 30 * 24 * 60 * 60 * 1_000;

/// What stands in `deleted` once the answers of a notebook were removed too.
const GONE: &str = "gone";

/// One direction that a person explores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notebook {
    /// The permanent id: part of the keys of its saves.
    pub id: NotebookId,
    /// What the person calls it; empty where it has no name yet.
    pub name: String,
    /// When it was put into the bin.
    pub deleted: Option<u64>,
}

impl Notebook {
    /// Whether its time in the bin is over.
    pub fn is_over(&self, now: u64) -> bool {
        self.deleted.is_some_and(|deleted| now.saturating_sub(deleted) > IN_BIN)
    }
}

fn name(id: &str) -> Option<FieldId> {
    id.parse().ok()
}

fn cell(id: &NotebookId, column: &str) -> Option<Address> {
    let row: RowId = id.as_str().parse().ok()?;
    Some(Address::cell(name("notebooks")?, row, name(column)?))
}

/// All notebooks of a list in their order, those in the bin too. `found` are notebooks that have
/// saves: where the list lost one of them, it is there all the same.
pub fn notebooks(list: &Response, found: &[NotebookId]) -> Vec<Notebook> {
    let rows = name("notebooks").map(|field| list.rows(&field)).unwrap_or_default();
    let first = NotebookId::first();
    let listed = rows.iter().filter_map(|row| row.as_str().parse::<NotebookId>().ok());
    // What is said of the first may have made it a row.
    let listed = listed.filter(|id| *id != first);
    let mut all: Vec<NotebookId> = std::iter::once(first.clone()).chain(listed).collect();
    for id in found {
        if !all.contains(id) {
            all.push(id.clone());
        }
    }
    let said = |id: &NotebookId, column: &str| {
        let address = cell(id, column)?;
        list.answer(&address).map(|answer| answer.as_str().to_owned())
    };
    all.into_iter()
        .filter_map(|id| {
            let deleted = said(&id, "deleted");
            if deleted.as_deref() == Some(GONE) {
                return None;
            }
            let name = said(&id, "name").unwrap_or_default().trim().to_owned();
            Some(Notebook { name, deleted: deleted.and_then(|at| at.parse().ok()), id })
        })
        .collect()
}

/// The edit that names a notebook.
pub fn rename(id: &NotebookId, name: &str) -> Option<Edit> {
    Some(Edit::Answer { address: cell(id, "name")?, answer: Answer::new(name.trim()) })
}

/// The edit that puts a notebook into the bin at a moment, or takes it out.
pub fn bin(id: &NotebookId, at: Option<u64>) -> Option<Edit> {
    let answer = at.and_then(|at| Answer::new(at.to_string()));
    Some(Edit::Answer { address: cell(id, "deleted")?, answer })
}

/// The edit that notes that nothing of a notebook is there any more.
pub fn forget(id: &NotebookId) -> Option<Edit> {
    Some(Edit::Answer { address: cell(id, "deleted")?, answer: Answer::new(GONE) })
}

/// The notebook whose save stands under a key; nothing where it is another matter.
pub fn of_key(key: &str) -> Option<NotebookId> {
    let mut parts = key.strip_prefix("sproutsheet/")?.split('/');
    let id = parts.next()?.parse().ok()?;
    let rest: Vec<&str> = parts.collect();
    (matches!(rest[..], [_, _, "a" | "b"])).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::stamp::{Clock, Replica};
    use crate::testing::response;
    use fractional_index::FractionalIndex;

    fn put(list: &mut Response, clock: &mut Clock, edit: Option<Edit>) {
        list.apply(edit.unwrap(), clock.tick(5));
    }

    #[test]
    fn the_first_is_there_and_others_are_rows() {
        let (mut list, mut clock) = (Response::default(), Clock::new(Replica(1)));
        let first = NotebookId::first();
        assert_eq!(
            notebooks(&list, &[]),
            [Notebook { id: first.clone(), name: String::new(), deleted: None }]
        );
        let second: NotebookId = "r1".parse().unwrap();
        let row = Edit::PutRow {
            field: "notebooks".parse().unwrap(),
            row: "r1".parse().unwrap(),
            position: FractionalIndex::default(),
        };
        put(&mut list, &mut clock, Some(row));
        put(&mut list, &mut clock, rename(&second, " 面包 "));
        put(&mut list, &mut clock, bin(&first, Some(7)));
        let all = notebooks(&list, std::slice::from_ref(&second));
        assert_eq!(all[0].deleted, Some(7));
        assert_eq!((all[1].name.as_str(), all[1].deleted), ("面包", None));
        assert!(!all[0].is_over(7 + IN_BIN) && all[0].is_over(8 + IN_BIN) && !all[0].is_over(0));
        let day = |n: u64| 7 + n * 86_400_000;
        assert!(!all[0].is_over(day(29)) && all[0].is_over(day(31)));
        put(&mut list, &mut clock, bin(&first, None));
        put(&mut list, &mut clock, forget(&second));
        let all = notebooks(&list, &[]);
        assert_eq!(all.iter().map(|n| n.id.clone()).collect::<Vec<_>>(), [first]);
    }

    #[test]
    fn a_notebook_that_the_list_lost_is_found_by_its_saves() {
        let keys = [
            "sproutsheet/r2-0-1/community/job/a",
            "sproutsheet/notebooks/a",
            "sproutsheet/aside/12/sproutsheet/first/community/job/a",
            "sproutsheet/settings/lang",
            "other",
        ];
        let found: Vec<_> = keys.into_iter().filter_map(of_key).collect();
        assert_eq!(found, ["r2-0-1".parse().unwrap()]);
        assert_eq!(notebooks(&Response::default(), &found).len(), 2);
    }

    #[test]
    fn notebooks_stand_in_the_order_of_their_list_and_none_twice() {
        let list = response(&[
            ("notebooks.r2.name", "B"),
            ("notebooks.first.name", "A"),
            ("notebooks.r1.name", "C"),
        ]);
        let found = ["r1", "r3"].map(|id| id.parse::<NotebookId>().unwrap());
        let names: Vec<_> = notebooks(&list, &found).into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["A", "B", "C", ""]);
    }
}
