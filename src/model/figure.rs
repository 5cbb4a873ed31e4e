//! Kinds of field that show what follows from others, and take no answer: a calculation, a
//! chart, shares of a whole.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::id::FieldId;
use super::text::Template;

/// A number that follows from others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calculation {
    /// What is done with the terms.
    pub operation: Operation,
    /// What it is done with, in order.
    pub terms: Vec<Term>,
    /// What is counted, shown behind the number; may be empty.
    pub unit: String,
    /// How many digits are shown behind the point.
    pub decimals: u16,
    /// How it comes about, in words: its blanks are the terms and `result`.
    pub formula: Template,
    /// What stands in place of a number that can never come; may be empty.
    pub never: String,
}

/// What a calculation does. A fixed list: there is no language of expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operation {
    /// All terms together.
    Sum,
    /// The first without the rest.
    Difference,
    /// All terms multiplied.
    Product,
    /// The first divided by the second.
    Quotient,
    /// How many times the second it takes to make up the first: months, batches.
    RoundedUp,
    /// The first in per cent of all.
    Share,
    /// The middle of the values.
    Mean,
    /// The smallest of the values.
    Least,
    /// The largest of the values.
    Most,
}

impl Operation {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Sum,
        Self::Difference,
        Self::Product,
        Self::Quotient,
        Self::RoundedUp,
        Self::Share,
        Self::Mean,
        Self::Least,
        Self::Most,
    ];
    /// Their names in worksheet files.
    pub const IDS: [&str; 9] = [
        "sum",
        "difference",
        "product",
        "quotient",
        "rounded-up",
        "share",
        "mean",
        "least",
        "most",
    ];

    /// Whether it looks at each value of a column by itself.
    pub fn takes_values(self) -> bool {
        matches!(self, Self::Mean | Self::Least | Self::Most)
    }
}

/// What a calculation is done with. All of it stands on the same sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Term {
    /// A fixed number.
    Constant(i64),
    /// A number field, another calculation, or rows, which are counted.
    Field(FieldId),
    /// A column of rows: its sum, or its values.
    Column(FieldId, FieldId),
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constant(number) => write!(f, "{number}"),
            Self::Field(field) => write!(f, "{field}"),
            Self::Column(field, column) => write!(f, "{field}.{column}"),
        }
    }
}

/// The numbers of a column, drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// The rows.
    pub rows: FieldId,
    /// The column that names each row: a month, a date.
    pub over: FieldId,
    /// The column of numbers.
    pub column: FieldId,
    /// Whether each stands for all up to it.
    pub running: bool,
    /// A line to reach: a number field or a calculation, and what it is called.
    pub line: Option<(FieldId, String)>,
}

/// One bar cut by the numbers of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shares {
    /// The rows.
    pub rows: FieldId,
    /// The column that names each row.
    pub name: FieldId,
    /// The column of numbers.
    pub column: FieldId,
}
