//! What can be asked: the kinds of field.
//!
//! A kind is general: none knows a particular sheet. A field either takes an answer itself or,
//! like a sentence, holds fields that do.

use serde::{Deserialize, Serialize};

use super::board::{Circles, Quadrant, Streak};
use super::condition::Place;
use super::figure::{Calculation, Chart, Shares};
use super::id::{ChoiceId, FieldId, RowId, SheetId};
use super::text::Template;

/// One question of a worksheet. Valid by construction: only the checker makes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The permanent id, unique in the worksheet.
    pub id: FieldId,
    /// The permanent number in links, 1 and up; 0 for a field that takes no answer itself.
    pub number: u16,
    /// What it is called.
    pub label: String,
    /// How to answer, in a line.
    pub hint: String,
    /// What stands in the empty control.
    pub placeholder: String,
    /// Whether the sheet counts as filled without it.
    pub required: bool,
    /// The field of another sheet that a column stands for.
    pub uses: Option<Place>,
    /// What is asked.
    pub kind: FieldKind,
}

/// What is asked, and what an answer looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A decimal number, kept as typed.
    Number {
        /// What is counted, shown behind the number; may be empty. `pieces|piece` where one is said otherwise.
        unit: String,
        /// The smallest number that makes sense.
        min: Option<i32>,
        /// How many digits behind the point make sense.
        decimals: u16,
        /// Whether it is a sum of money: its thousands are set apart.
        money: bool,
    },
    /// A day, as `2026-01-31`.
    Date {
        /// Whether a button offers today.
        today: bool,
    },
    /// `yes`, `no`, or where that is allowed `unsure`.
    YesNo {
        /// Whether one may be unsure.
        unsure: bool,
    },
    /// One of several.
    Choice {
        /// What there is to choose.
        choices: Vec<Choice>,
        /// How they look.
        look: ChoiceLook,
    },
    /// Any of several; the answer is their ids with spaces between.
    Choices {
        /// What there is to choose.
        choices: Vec<Choice>,
    },
    /// A step on a scale, as a whole number.
    Scale {
        /// The lowest step.
        from: i8,
        /// The highest step.
        to: i8,
        /// What the lowest step means.
        low: String,
        /// What the highest step means.
        high: String,
        /// What every step is called; empty where they are numbers.
        words: Vec<String>,
    },
    /// Done (`yes`) or not.
    Check,
    /// A running sentence with blanks that one writes into.
    Sentence {
        /// The frame.
        template: Template,
        /// The blanks' fields, in the order of their numbers; each of kind text.
        blanks: Vec<Field>,
    },
    /// Any of the rows that stand at another place; the answer is their ids with spaces between.
    Refers(Place),
    /// As many rows as one likes.
    Rows(Rows),
    /// Steps to tick off, each with its cells.
    Steps(Box<Steps>),
    /// Statements that tell which of several types something is.
    Classification(Box<Classification>),
    /// Four questions, each with a fact, that tell whether to go on with something.
    Screening(Box<Screening>),
    /// A number that follows from others.
    Calculation(Box<Calculation>),
    /// The numbers of a column, drawn.
    Chart(Box<Chart>),
    /// One bar cut by the numbers of a column.
    Shares(Box<Shares>),
    /// Rows on a board of four fields.
    Quadrant(Box<Quadrant>),
    /// Rows in overlapping circles.
    Circles(Box<Circles>),
    /// Days to tick.
    Streak(Box<Streak>),
}

impl FieldKind {
    /// Its rows, where it has some, however they look.
    pub fn rows(&self) -> Option<&Rows> {
        match self {
            Self::Rows(rows) => Some(rows),
            Self::Steps(kind) => Some(&kind.rows),
            Self::Quadrant(kind) => Some(&kind.rows),
            Self::Circles(kind) => Some(&kind.rows),
            Self::Streak(kind) => Some(&kind.rows),
            _ => None,
        }
    }

    /// The same, to change.
    pub fn rows_mut(&mut self) -> Option<&mut Rows> {
        match self {
            Self::Rows(rows) => Some(rows),
            Self::Steps(kind) => Some(&mut kind.rows),
            Self::Quadrant(kind) => Some(&mut kind.rows),
            Self::Circles(kind) => Some(&mut kind.rows),
            Self::Streak(kind) => Some(&mut kind.rows),
            _ => None,
        }
    }

    /// Whether it only shows what follows from other fields.
    pub fn is_figure(&self) -> bool {
        matches!(self, Self::Calculation(_) | Self::Chart(_) | Self::Shares(_))
    }

    /// Whether its answers are numbers.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number { .. } | Self::Scale { .. })
    }
}

/// A field of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// What each row asks.
    pub columns: Vec<Field>,
    /// What the button that adds a row says.
    pub add: String,
    /// What one row is called.
    pub singular: String,
    /// How many rows to aim at; 0 for none.
    pub target: u16,
    /// How many rows the blank paper has.
    pub paper: u16,
    /// How the rows are counted aloud: the column whose different answers count, and the words
    /// around `{rows}` and `{distinct}`.
    pub count: Option<(FieldId, Template)>,
    /// A row in a line; its blanks are columns.
    pub summary: Option<Template>,
    /// The sheet of which a first row makes itself, from the fields that the columns use. The
    /// row's id is the sheet's.
    pub first: Option<SheetId>,
    /// The sheets that show and edit the current row instead of answers of their own.
    pub shown_on: Vec<SheetId>,
    /// The column by which one row is the current one.
    pub single: Option<FieldId>,
    /// Columns that count themselves.
    pub counts: Vec<Tally>,
}

/// A column that counts itself: how many different answers the rows have that a row refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The column that receives the count.
    pub column: FieldId,
    /// The column that refers to the rows.
    pub refers: FieldId,
    /// The column there whose different answers count.
    pub distinct: FieldId,
}

/// A field of steps: rows that are given, not added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steps {
    /// What is said of each step: the first column ticks it off.
    pub rows: Rows,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// Whether one goes round again behind the last.
    pub rounds: bool,
    /// How far one is, in words around `{round}`, `{done}` and `{steps}`.
    pub said: Template,
}

/// One step of a field of [`Steps`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The permanent id; in the first round that of its row.
    pub id: RowId,
    /// What it is called.
    pub label: String,
    /// A line about it; may be empty.
    pub note: String,
    /// What it counts by itself.
    pub counts: Option<StepCount>,
}

/// A step that counts rows elsewhere: done when there are enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepCount {
    /// Where the rows stand.
    pub of: Place,
    /// How many there must be in each round.
    pub target: u16,
    /// The columns that must be written for a row to count.
    pub filled: Vec<FieldId>,
}

/// A field of statements: each is `0` (no), `1` (a bit) or `2` (exactly).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classification {
    /// What something can be.
    pub types: Vec<ValueType>,
    /// The statements, each of kind scale from 0 to 2.
    pub statements: Vec<Field>,
    /// For each statement: the index of its type, and its weight.
    pub weights: Vec<(u8, u8)>,
    /// The words for 0, 1 and 2.
    pub answers: [String; 3],
    /// The score that a main or supporting type needs.
    pub threshold: u16,
    /// The choice that stands above the statements: a choice among the types.
    pub overrule: Box<Field>,
}

/// A type of a [`Classification`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueType {
    /// The permanent id.
    pub id: ChoiceId,
    /// What it is called.
    pub title: String,
    /// What it means, in a line.
    pub meaning: String,
    /// What one can make of it.
    pub shapes: Vec<String>,
}

/// The four questions of minimalist creation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screening {
    /// The questions, each of kind yes or no with unsure, in the order of [`Subject::ALL`].
    pub questions: Vec<Field>,
    /// A fact for each, of kind text.
    pub facts: Vec<Field>,
    /// Where the rest of what a verdict rests on stands.
    pub sticking: Place,
    /// The minimal version instead.
    pub minimal: Place,
    /// Whether one is in the problem oneself.
    pub fit: Place,
    /// How many others have said it.
    pub others: Place,
    /// What each verdict says.
    pub verdicts: Vec<(Verdict, String)>,
    /// What each branch of the rule says.
    pub says: Vec<(Branch, String)>,
}

/// What a screening question asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// Do I like doing it?
    Like,
    /// Does it earn by itself?
    Earn,
    /// Do people tell others?
    Spread,
    /// Have I the gift and the skill?
    Skill,
}

impl Subject {
    /// All four, in order.
    pub const ALL: [Self; 4] = [Self::Like, Self::Earn, Self::Spread, Self::Skill];
    /// Their ids.
    pub const IDS: [&str; 4] = ["like", "earn", "spread", "skill"];

    /// Whether a no weighs hard: nothing but a smaller version gets around it.
    pub fn is_hard(self) -> bool {
        self != Self::Spread
    }
}

/// What to do with a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Do the minimal delivery.
    Go,
    /// Mend one thing first.
    Fix,
    /// Ask, before anything is built.
    Open,
    /// Set it down for now.
    Stop,
}

impl Verdict {
    /// All of them, the best first.
    pub const ALL: [Self; 4] = [Self::Go, Self::Fix, Self::Open, Self::Stop];
    /// Their ids.
    pub const IDS: [&str; 4] = ["go", "fix", "open", "stop"];

    /// The id that the page's DOM has.
    pub fn id(self) -> &'static str {
        Self::IDS[self as usize]
    }
}

/// Which branch of the screening rule decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)] // told in model::outcome::screening, beside the rule
pub enum Branch {
    StopTwo,
    StopUnlived,
    OpenUnanswered,
    StopNoVersion,
    OpenUnsure,
    FixAgain,
    FixMinimal,
    FixFit,
    FixSelf,
    FixSpread,
    FixAsk,
    FixOthers,
    Go,
}

impl Branch {
    /// All of them, in the order of the rule.
    pub const ALL: [Self; 13] = [
        Self::StopTwo,
        Self::StopUnlived,
        Self::OpenUnanswered,
        Self::StopNoVersion,
        Self::OpenUnsure,
        Self::FixAgain,
        Self::FixMinimal,
        Self::FixFit,
        Self::FixSelf,
        Self::FixSpread,
        Self::FixAsk,
        Self::FixOthers,
        Self::Go,
    ];
    /// Their names in worksheet files.
    pub const IDS: [&str; 13] = [
        "stop-two",
        "stop-unlived",
        "open-unanswered",
        "stop-no-version",
        "open-unsure",
        "fix-again",
        "fix-minimal",
        "fix-fit",
        "fix-self",
        "fix-spread",
        "fix-ask",
        "fix-others",
        "go",
    ];

    /// The verdict that it gives.
    pub fn verdict(self) -> Verdict {
        match self {
            Self::StopTwo | Self::StopUnlived | Self::StopNoVersion => Verdict::Stop,
            Self::OpenUnanswered | Self::OpenUnsure => Verdict::Open,
            Self::Go => Verdict::Go,
            _ => Verdict::Fix,
        }
    }
}

/// One of the things to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The permanent id, unique in the field.
    pub id: ChoiceId,
    /// The permanent number in links, 1 and up.
    pub number: u16,
    /// What it says.
    pub label: String,
    /// A line below it; may be empty.
    pub note: String,
    /// More about it, each with its name.
    pub lines: Vec<(String, String)>,
}

/// How a choice looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChoiceLook {
    /// A list of lines.
    #[default]
    List,
    /// Cards with a note each.
    Cards,
}

/// How an answer of a field travels in a link. Frozen: links depend on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wire<'a> {
    /// As text.
    Text,
    /// As the number of a choice.
    Choice(&'a [Choice]),
    /// As the numbers of several choices.
    Choices(&'a [Choice]),
    /// As 1, 2 or 3.
    YesNo,
    /// As days.
    Date,
    /// As a whole number where it is one.
    Number,
}

impl Field {
    /// The fields that take the answers: itself, or the fields that it holds. Cells of rows are
    /// not among them: their columns are.
    pub fn leaves(&self) -> Vec<&Self> {
        match &self.kind {
            FieldKind::Sentence { blanks, .. } => blanks.iter().collect(),
            FieldKind::Classification(classification) => {
                let overrule = std::iter::once(&*classification.overrule);
                classification.statements.iter().chain(overrule).collect()
            }
            FieldKind::Screening(screening) => {
                screening.questions.iter().chain(&screening.facts).collect()
            }
            FieldKind::Refers(_) => vec![self],
            _ if self.wire().is_none() => Vec::new(),
            _ => vec![self],
        }
    }

    /// Its rows, where it has some: such as are added, or such as are given.
    pub fn rows(&self) -> Option<&Rows> {
        self.kind.rows()
    }

    /// How its answer travels in a link; nothing where it takes none itself.
    pub fn wire(&self) -> Option<Wire<'_>> {
        match &self.kind {
            FieldKind::Text | FieldKind::LongText => Some(Wire::Text),
            FieldKind::Number { .. } | FieldKind::Scale { .. } => Some(Wire::Number),
            FieldKind::Date { .. } => Some(Wire::Date),
            FieldKind::YesNo { .. } | FieldKind::Check => Some(Wire::YesNo),
            FieldKind::Choice { choices, .. } => Some(Wire::Choice(choices)),
            FieldKind::Choices { choices } => Some(Wire::Choices(choices)),
            FieldKind::Sentence { .. }
            | FieldKind::Refers(_)
            | FieldKind::Rows(_)
            | FieldKind::Steps(_)
            | FieldKind::Classification(_)
            | FieldKind::Screening(_)
            | FieldKind::Calculation(_)
            | FieldKind::Chart(_)
            | FieldKind::Shares(_)
            | FieldKind::Quadrant(_)
            | FieldKind::Circles(_)
            | FieldKind::Streak(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::Locale;
    use crate::testing::pack;

    #[test]
    fn what_has_rows_has_them_to_change_too_and_what_takes_an_answer_is_a_leaf() {
        let gallery = pack("gallery", Locale::En);
        let (mut with_rows, mut referring) = (0, 0);
        let sections = gallery.sheets.iter().flat_map(|sheet| &sheet.sections);
        for field in sections.flat_map(|section| &section.fields) {
            let rows = field.kind.rows().cloned();
            let mut kind = field.kind.clone();
            assert_eq!(kind.rows_mut().cloned(), rows, "{}", field.id);
            with_rows += usize::from(rows.is_some());
            if matches!(field.kind, FieldKind::Refers(_)) {
                assert_eq!(field.leaves(), [field]);
                referring += 1;
            }
        }
        assert!(with_rows >= 5 && referring >= 1, "{with_rows}, {referring}");
    }

    #[test]
    fn a_calculation_a_chart_and_shares_only_show() {
        let gallery = pack("gallery", Locale::En);
        let shows = gallery.sheets.iter().filter(|sheet| {
            let mut fields = sheet.sections.iter().flat_map(|section| &section.fields);
            fields.any(|field| field.kind.is_figure())
        });
        let shows: Vec<_> = shows.map(|sheet| sheet.id.as_str()).collect();
        assert_eq!(shows, ["calculation", "chart", "shares"]);
    }

    #[test]
    fn a_verdict_is_called_in_the_page_as_in_files() {
        assert_eq!(Verdict::ALL.map(Verdict::id), Verdict::IDS);
    }
}
