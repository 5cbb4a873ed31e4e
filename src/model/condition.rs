//! When something holds: the conditions that worksheets are written with, and the places that
//! they and flows point at.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::id::{FieldId, IdError, SheetId};
use super::response::Answer;

/// A place in a notebook that content points at: `who` on the same sheet, `crowd.who` on another
/// sheet of the pack, `signal.weeks.problem` a column of rows there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The sheet; nothing for the sheet that points.
    pub sheet: Option<SheetId>,
    /// The field.
    pub field: FieldId,
    /// The column, where the field has rows.
    pub column: Option<FieldId>,
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
        Ok(Self { sheet, field: field.parse()?, column })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sheet) = &self.sheet {
            write!(f, "{sheet}.")?;
        }
        write!(f, "{}", self.field)?;
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
    /// All hold.
    All(Vec<Condition>),
    /// One holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

impl Condition {
    /// Whether it holds, given how to find an answer.
    pub fn holds<'a>(&self, answer: &impl Fn(&Place) -> Option<&'a Answer>) -> bool {
        match self {
            Self::Empty(place) => !answer(place).is_some_and(Answer::is_written),
            Self::Filled(place) => answer(place).is_some_and(Answer::is_written),
            Self::Is(place, expected) => answer(place) == Some(expected),
            Self::All(conditions) => conditions.iter().all(|c| c.holds(answer)),
            Self::Any(conditions) => conditions.iter().any(|c| c.holds(answer)),
            Self::Not(condition) => !condition.holds(answer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_prints_as_it_parses() {
        for text in ["who", "crowd.who", "signal.weeks.problem"] {
            assert_eq!(text.parse::<Place>().map(|p| p.to_string()), Ok(text.to_owned()));
        }
        assert!("a.b.c.d".parse::<Place>().is_err());
    }

    #[test]
    fn conditions_combine() {
        let yes = Answer::new("yes").unwrap();
        let answers = |place: &Place| (place.field.as_str() == "deep").then_some(&yes);
        let deep: Place = "deep".parse().unwrap();
        let other: Place = "other".parse().unwrap();
        let is = Condition::Is(deep.clone(), yes.clone());
        assert!(is.holds(&answers));
        assert!(!Condition::Not(Box::new(is.clone())).holds(&answers));
        assert!(Condition::All(vec![is.clone(), Condition::Empty(other.clone())]).holds(&answers));
        assert!(Condition::Any(vec![Condition::Filled(other), is]).holds(&answers));
        assert!(!Condition::Empty(deep).holds(&answers));
    }
}
