//! Kinds of field whose rows have another view: a board of four, overlapping circles, a calendar
//! of ticked days. Their answers are rows like any other.

use serde::{Deserialize, Serialize};

use super::field::Rows;
use super::id::FieldId;

/// Rows on a board of four fields, placed by two questions of yes or no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quadrant {
    /// The rows.
    pub rows: Rows,
    /// The column that names a row.
    pub name: FieldId,
    /// The column whose yes stands to the right.
    pub across: FieldId,
    /// The column whose yes stands above.
    pub up: FieldId,
    /// What the fields are called, in the order of [`Corner::ALL`].
    pub corners: [String; 4],
}

/// A field of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Corner {
    /// Above, to the right: yes to both.
    Both,
    /// Above, to the left.
    Up,
    /// Below, to the right.
    Across,
    /// Below, to the left: no to both.
    Neither,
}

impl Corner {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Both, Self::Up, Self::Across, Self::Neither];
    /// Their names in worksheet files.
    pub const IDS: [&str; 4] = ["both", "up", "across", "neither"];

    /// Its name in files and in the page.
    pub fn id(self) -> &'static str {
        Self::IDS[self as usize]
    }

    /// The answers that place a row there: across, up.
    pub fn answers(self) -> [&'static str; 2] {
        match self {
            Self::Both => ["yes", "yes"],
            Self::Up => ["no", "yes"],
            Self::Across => ["yes", "no"],
            Self::Neither => ["no", "no"],
        }
    }

    /// Where two answers place a row: across, up; nowhere while one is open.
    pub fn of(across: Option<&str>, up: Option<&str>) -> Option<Self> {
        Self::ALL.into_iter().find(|corner| corner.answers().map(Some) == [across, up])
    }
}

/// Rows in overlapping circles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circles {
    /// The rows.
    pub rows: Rows,
    /// The column that names a row.
    pub name: FieldId,
    /// The column whose choices are the circles, two to four.
    pub within: FieldId,
}

/// Days to tick, one row each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Streak {
    /// The rows: one column, the day.
    pub rows: Rows,
    /// How many days to reach.
    pub goal: u16,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corner_is_what_its_answers_say() {
        for corner in Corner::ALL {
            let [across, up] = corner.answers();
            assert_eq!(Corner::of(Some(across), Some(up)), Some(corner));
        }
        assert_eq!(Corner::of(Some("yes"), None), None);
        assert_eq!(Corner::of(Some("yes"), Some("perhaps")), None);
        assert_eq!(Corner::Across.id(), "across");
        assert_eq!(Corner::ALL.map(Corner::id), Corner::IDS);
    }
}
