//! A mistake in a worksheet file, as it is told to its author.

use serde::{Deserialize, Serialize};

/// A mistake: where, what, and how to mend it, in the author's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The place in the structure; empty for the whole file.
    pub path: String,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}
