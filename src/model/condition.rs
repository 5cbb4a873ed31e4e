//! When something holds: the conditions that worksheets are written with, and the places that
//! they and flows point at.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::date;
use super::id::{FieldId, IdError, RowId, SheetId};
use super::response::Answer;

/// A place in a notebook that content points at: `who` on the same sheet, `crowd.who` on another
/// sheet of the pack, `signal.weeks.problem` a column of rows there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The sheet; nothing for the sheet that points.
    pub sheet: Option<SheetId>,
    /// The field.
    pub field: FieldId,
    /// The step, where the field has some; of other rows, the current or the last.
    pub row: Option<RowId>,
    /// The column, where the field has rows.
    pub column: Option<FieldId>,
}

impl Place {
    /// A field on the sheet that points.
    pub fn here(field: FieldId) -> Self {
        Self { sheet: None, field, row: None, column: None }
    }
}

impl FromStr for Place {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let parts: Vec<&str> = text.split('.').collect();
        let (sheet, field, column) = match parts[..] {
            [field] => (None, field, None),
            [sheet, field] => (Some(sheet.parse()?), field, None),
            [sheet, field, column] => (Some(sheet.parse()?), field, Some(column.parse()?)),
            _ => return Err(IdError::Parts),
        };
        Ok(Self { sheet, field: field.parse()?, row: None, column })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sheet) = &self.sheet {
            write!(f, "{sheet}.")?;
        }
        write!(f, "{}", self.field)?;
        if let Some(row) = &self.row {
            write!(f, ".{row}")?;
        }
        match &self.column {
            Some(column) => write!(f, ".{column}"),
            None => Ok(()),
        }
    }
}

/// A question about answers, itself answered yes or no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// Nothing is written there.
    Empty(Place),
    /// Something is written there.
    Filled(Place),
    /// The answer is this one.
    Is(Place, Answer),
    /// The number there is at least this.
    AtLeast(Place, i64),
    /// The number there is below this.
    Below(Place, i64),
    /// The date there is more than so many days past.
    OlderThanDays(Place, u32),
    /// There are fewer rows than this.
    RowsBelow(Place, u16),
    /// All hold.
    All(Vec<Condition>),
    /// One holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// What conditions are asked of.
pub trait Answers {
    /// The answer at a place; of rows, that of the current row, or else of the last.
    fn answer(&self, place: &Place) -> Option<Answer>;
    /// How many rows there are at a place.
    fn rows(&self, place: &Place) -> usize;
    /// Today, in days since 2000-01-01.
    fn today(&self) -> u32;
}

impl Condition {
    /// Whether it holds. What asks for a number or a date does not hold where there is none.
    pub fn holds(&self, answers: &impl Answers) -> bool {
        let number = |place| answers.answer(place)?.as_str().trim().parse::<f64>().ok();
        match self {
            Self::Empty(place) => !is_filled(place, answers),
            Self::Filled(place) => is_filled(place, answers),
            Self::Is(place, expected) => answers.answer(place).as_ref() == Some(expected),
            #[allow(clippy::cast_precision_loss)] // bounds are small numbers
            Self::AtLeast(place, bound) => number(place).is_some_and(|n| n >= *bound as f64),
            #[allow(clippy::cast_precision_loss)]
            Self::Below(place, bound) => number(place).is_some_and(|n| n < *bound as f64),
            Self::OlderThanDays(place, days) => answers
                .answer(place)
                .and_then(|answer| date::days(answer.as_str()))
                .is_some_and(|date| date.saturating_add(*days) < answers.today()),
            Self::RowsBelow(place, count) => answers.rows(place) < usize::from(*count),
            Self::All(conditions) => conditions.iter().all(|c| c.holds(answers)),
            Self::Any(conditions) => conditions.iter().any(|c| c.holds(answers)),
            Self::Not(condition) => !condition.holds(answers),
        }
    }
}

impl Condition {
    /// The places that it asks about.
    pub fn places(&self) -> Vec<&Place> {
        match self {
            Self::Empty(place)
            | Self::Filled(place)
            | Self::Is(place, _)
            | Self::AtLeast(place, _)
            | Self::Below(place, _)
            | Self::OlderThanDays(place, _)
            | Self::RowsBelow(place, _) => vec![place],
            Self::All(conditions) | Self::Any(conditions) => {
                conditions.iter().flat_map(Self::places).collect()
            }
            Self::Not(condition) => condition.places(),
        }
    }
}

/// Something is written there, or there are rows.
fn is_filled(place: &Place, answers: &impl Answers) -> bool {
    answers.answer(place).is_some_and(|answer| answer.is_written())
        || (place.column.is_none() && answers.rows(place) > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed;

    impl Answers for Fixed {
        fn answer(&self, place: &Place) -> Option<Answer> {
            let answers = [("deep", "yes"), ("times", "2"), ("day", "2026-11-01"), ("odd", "x")];
            let found = answers.iter().find(|(field, _)| place.field.as_str() == *field);
            found.and_then(|(_, text)| Answer::new(*text))
        }

        fn rows(&self, place: &Place) -> usize {
            if place.field.as_str() == "list" { 3 } else { 0 }
        }

        fn today(&self) -> u32 {
            date::days("2026-11-23").unwrap()
        }
    }

    fn place(text: &str) -> Place {
        text.parse().unwrap()
    }

    #[test]
    fn a_place_prints_as_it_parses() {
        for text in ["who", "crowd.who", "signal.weeks.problem"] {
            assert_eq!(place(text).to_string(), text);
        }
        assert!("a.b.c.d".parse::<Place>().is_err());
    }

    #[test]
    fn a_condition_names_all_places_that_it_asks_about() {
        let is = Condition::Is(place("crowd.who"), Answer::new("yes").unwrap());
        let not = Condition::Not(Box::new(Condition::Filled(place("signal.weeks.problem"))));
        let all =
            Condition::All(vec![is, Condition::Any(vec![not, Condition::Empty(place("who"))])]);
        let named: Vec<_> = all.places().into_iter().map(Place::to_string).collect();
        assert_eq!(named, ["crowd.who", "signal.weeks.problem", "who"]);
    }

    #[test]
    fn conditions_combine() {
        let is = Condition::Is(place("deep"), Answer::new("yes").unwrap());
        assert!(is.holds(&Fixed));
        assert!(!Condition::Not(Box::new(is.clone())).holds(&Fixed));
        let empty = Condition::Empty(place("other"));
        assert!(Condition::All(vec![is.clone(), empty]).holds(&Fixed));
        assert!(Condition::Any(vec![Condition::Filled(place("other")), is]).holds(&Fixed));
        assert!(Condition::Filled(place("list")).holds(&Fixed));
        let cell = Place { column: Some("a".parse().unwrap()), ..place("list") };
        assert!(Condition::Empty(cell).holds(&Fixed), "rows are there, but not that cell");
    }

    #[test]
    fn numbers_dates_and_rows_are_asked() {
        assert!(Condition::AtLeast(place("times"), 2).holds(&Fixed));
        assert!(!Condition::Below(place("times"), 2).holds(&Fixed));
        assert!(Condition::OlderThanDays(place("day"), 21).holds(&Fixed));
        assert!(!Condition::OlderThanDays(place("day"), 22).holds(&Fixed));
        assert!(Condition::RowsBelow(place("list"), 4).holds(&Fixed));
        assert!(!Condition::RowsBelow(place("list"), 3).holds(&Fixed));
    }

    #[test]
    fn what_is_no_number_is_neither_below_nor_above() {
        for field in ["odd", "missing"] {
            assert!(!Condition::Below(place(field), 9).holds(&Fixed));
            assert!(!Condition::AtLeast(place(field), 0).holds(&Fixed));
            assert!(!Condition::OlderThanDays(place(field), 0).holds(&Fixed));
        }
    }

    #[test]
    fn a_number_is_below_what_is_larger() {
        assert!(Condition::Below(place("times"), 3).holds(&Fixed));
        assert!(!Condition::AtLeast(place("times"), 3).holds(&Fixed));
    }
}
