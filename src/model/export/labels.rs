//! The words that exports and paper need beside those of the worksheets.

use crate::model::outcome::Wording;

/// The words of one language. `{}` stands for what is filled in.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // each is its own documentation: see `src/words/paper.rs`
pub struct Labels {
    pub wording: Wording,
    pub site: &'static str,
    pub colon: &'static str,
    pub step: &'static str,
    pub source: &'static str,
    pub day: &'static str,
    pub contents: &'static str,
    pub nothing: &'static str,
    pub index: &'static str,
    /// What stands before, between and behind the two numbers of a page.
    pub page: [&'static str; 3],
    pub name_line: &'static str,
    pub day_line: &'static str,
    /// What stands between the blanks of a date.
    pub date: [&'static str; 3],
    pub tick_any: &'static str,
    /// What stands above room that no question asks for.
    pub notes: &'static str,
    pub round: &'static str,
    pub guide: &'static str,
    pub guide_example: &'static str,
    pub guide_mistake: &'static str,
    pub guide_story: &'static str,
    pub tools: &'static str,
    /// What stands nowhere on a board yet.
    pub waiting: &'static str,
    /// What stands in all circles, in some of them, in none.
    pub circles_all: &'static str,
    pub circles_in: &'static str,
    pub circles_none: &'static str,
    pub profile: &'static str,
    /// Main, supporting, a little, none.
    pub weights: [&'static str; 4],
    pub because: &'static str,
    pub tied: &'static str,
    pub open: &'static str,
    pub shapes: &'static str,
    pub yours: &'static str,
    pub turn: &'static str,
    pub turn_sticking: &'static str,
    pub turn_minimal: &'static str,
    pub turn_others: &'static str,
    pub turn_question: &'static str,
    pub by_hand: &'static str,
    pub weight: &'static str,
    pub points: &'static str,
    pub total: &'static str,
    pub value_type: &'static str,
    /// The rule of a classification; the first blank is its threshold.
    pub classify: [&'static str; 4],
    pub screen: &'static str,
    pub when: &'static str,
    pub then: &'static str,
    /// When each branch of the screening rule holds, in the order of the rule.
    pub branches: [&'static str; 13],
}
