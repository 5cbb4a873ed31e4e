//! Whether to go on with a problem, by the four questions of minimalist creation.
//!
//! Hard questions: like, earn, skill. Soft: spread, and whether one is in the problem oneself.
//! The first branch that holds decides ([`Branch`], in this order):
//!
//! 1. stop: two hard no; or like no and not in it oneself.
//! 2. open: a question, fit or where it sticks is unanswered.
//! 3. stop: one hard no and no minimal version.
//! 4. open: three or more unsure.
//! 5. fix: a hard no · minimal version empty · not in it oneself · like or skill unsure · spread
//!    no · earn and spread both unsure · fewer than three others.
//! 6. go.
//!
//! Improving one answer never worsens the verdict (fix and open rank equal).

use crate::model::condition::{Answers, Place};
use crate::model::field::{Branch, Screening, Subject, Verdict};

/// A yes-or-no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// No.
    No,
    /// Not sure.
    Unsure,
    /// Yes.
    Yes,
}

/// What a verdict rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grounds {
    /// Like, earn, spread, skill.
    pub questions: [Option<Said>; 4],
    /// Whether one is in the problem oneself.
    pub fit: Option<Said>,
    /// Whether it is said where it will stick.
    pub has_sticking: bool,
    /// Whether there is a minimal version.
    pub has_minimal: bool,
    /// How many others have said it.
    pub others: u32,
}

/// A single change that would turn the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// This question answered yes.
    Question(Subject),
    /// Being in the problem oneself.
    Fit,
    /// Saying where it will stick.
    Sticking,
    /// A minimal version.
    Minimal,
    /// Three others who say the same.
    Others,
}

/// What was judged, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The branch that decided.
    pub branch: Branch,
    /// The single changes that would give a better verdict, or the next branch.
    pub turns: Vec<Turn>,
}

impl Judged {
    /// The verdict.
    pub fn verdict(&self) -> Verdict {
        self.branch.verdict()
    }
}

/// How many others make a problem more than one's own.
const OTHERS: u32 = 3;

impl Grounds {
    fn of(&self, subject: Subject) -> Option<Said> {
        self.questions[subject as usize]
    }

    /// The branch of the rule that decides.
    pub fn branch(&self) -> Branch {
        let no = |subject| self.of(subject) == Some(Said::No);
        let unsure = |subject| self.of(subject) == Some(Said::Unsure);
        let hard_noes = Subject::ALL.into_iter().filter(|s| s.is_hard() && no(*s)).count();
        let not_in_it = self.fit == Some(Said::No);
        let answers = self.questions.iter().chain([&self.fit]);
        let unsures = answers.clone().filter(|said| **said == Some(Said::Unsure)).count();
        if hard_noes >= 2 {
            Branch::StopTwo
        } else if no(Subject::Like) && not_in_it {
            Branch::StopUnlived
        } else if answers.clone().any(Option::is_none) || !self.has_sticking {
            Branch::OpenUnanswered
        } else if hard_noes == 1 && !self.has_minimal {
            Branch::StopNoVersion
        } else if unsures >= 3 {
            Branch::OpenUnsure
        } else if hard_noes == 1 {
            Branch::FixAgain
        } else if !self.has_minimal {
            Branch::FixMinimal
        } else if not_in_it {
            Branch::FixFit
        } else if unsure(Subject::Like) || unsure(Subject::Skill) {
            Branch::FixSelf
        } else if no(Subject::Spread) {
            Branch::FixSpread
        } else if unsure(Subject::Earn) && unsure(Subject::Spread) {
            Branch::FixAsk
        } else if self.others < OTHERS {
            Branch::FixOthers
        } else {
            Branch::Go
        }
    }

    /// With one thing changed for the better; nothing where it cannot be bettered.
    fn turned(mut self, turn: Turn) -> Option<Self> {
        let before = self;
        match turn {
            Turn::Question(subject) => self.questions[subject as usize] = Some(Said::Yes),
            Turn::Fit => self.fit = Some(Said::Yes),
            Turn::Sticking => self.has_sticking = true,
            Turn::Minimal => self.has_minimal = true,
            Turn::Others => self.others = self.others.max(OTHERS),
        }
        (self != before).then_some(self)
    }

    /// The verdict with its reasons.
    pub fn judge(self) -> Judged {
        let branch = self.branch();
        let at = |branch| Branch::ALL.iter().position(|other| *other == branch);
        let rank = |branch: Branch| match branch.verdict() {
            Verdict::Go => 2,
            Verdict::Fix | Verdict::Open => 1,
            Verdict::Stop => 0,
        };
        let turns = Subject::ALL.into_iter().map(Turn::Question).chain([
            Turn::Fit,
            Turn::Sticking,
            Turn::Minimal,
            Turn::Others,
        ]);
        let better = |turn: &Turn| {
            let Some(turned) = self.turned(*turn) else { return false };
            let next = turned.branch();
            rank(next) > rank(branch) || (rank(next) == rank(branch) && at(next) > at(branch))
        };
        Judged { branch, turns: turns.filter(better).collect() }
    }
}

/// Judges by the answers on a desk; nothing while nothing at all is answered.
pub fn judge(kind: &Screening, answers: &impl Answers) -> Option<Judged> {
    let said = |place: &Place| match answers.answer(place)?.as_str() {
        "yes" => Some(Said::Yes),
        "no" => Some(Said::No),
        "unsure" => Some(Said::Unsure),
        _ => None,
    };
    let here = |at: usize| {
        let field = kind.questions.get(at)?.id.clone();
        said(&Place::here(field))
    };
    let is_written = |place| answers.answer(place).is_some_and(|answer| answer.is_written());
    let questions = [here(0), here(1), here(2), here(3)];
    if questions.iter().all(Option::is_none) {
        return None;
    }
    let others = answers.answer(&kind.others).and_then(|a| a.as_str().trim().parse().ok());
    let grounds = Grounds {
        questions,
        fit: said(&kind.fit),
        has_sticking: is_written(&kind.sticking),
        has_minimal: is_written(&kind.minimal),
        others: others.unwrap_or(0),
    };
    Some(grounds.judge())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: [Option<Said>; 4] = [None, Some(Said::No), Some(Said::Unsure), Some(Said::Yes)];

    fn all() -> impl Iterator<Item = Grounds> {
        (0..4_usize.pow(5) * 2 * 2 * 2).map(|n| {
            let said = |at: u32| SAID[n / 4_usize.pow(at) % 4];
            let rest = n / 4_usize.pow(5);
            Grounds {
                questions: [said(0), said(1), said(2), said(3)],
                fit: said(4),
                has_sticking: rest & 1 == 1,
                has_minimal: rest & 2 == 2,
                others: if rest & 4 == 4 { 3 } else { 2 },
            }
        })
    }

    fn rank(branch: Branch) -> u8 {
        match branch.verdict() {
            Verdict::Go => 2,
            Verdict::Fix | Verdict::Open => 1,
            Verdict::Stop => 0,
        }
    }

    /// Everything good.
    const GOOD: Grounds = Grounds {
        questions: [Some(Said::Yes); 4],
        fit: Some(Said::Yes),
        has_sticking: true,
        has_minimal: true,
        others: 3,
    };

    #[test]
    fn each_branch_in_its_turn() {
        use Said::{No, Unsure, Yes};
        let with = |questions: [Said; 4]| Grounds { questions: questions.map(Some), ..GOOD };
        for (grounds, branch) in [
            (GOOD, Branch::Go),
            (with([No, No, Yes, Yes]), Branch::StopTwo),
            (Grounds { fit: Some(No), ..with([No, Yes, Yes, Yes]) }, Branch::StopUnlived),
            (Grounds { fit: None, ..GOOD }, Branch::OpenUnanswered),
            (Grounds { has_sticking: false, ..GOOD }, Branch::OpenUnanswered),
            (Grounds { has_minimal: false, ..with([Yes, No, Yes, Yes]) }, Branch::StopNoVersion),
            (with([Unsure, Unsure, Unsure, Yes]), Branch::OpenUnsure),
            (with([Yes, Yes, Yes, No]), Branch::FixAgain),
            (Grounds { has_minimal: false, ..GOOD }, Branch::FixMinimal),
            (Grounds { fit: Some(No), ..GOOD }, Branch::FixFit),
            (with([Unsure, Yes, Yes, Yes]), Branch::FixSelf),
            (with([Yes, Yes, No, Yes]), Branch::FixSpread),
            (with([Yes, Unsure, Unsure, Yes]), Branch::FixAsk),
            (with([Yes, Unsure, Yes, Yes]), Branch::Go),
            (with([Yes, Yes, Unsure, Yes]), Branch::Go),
            (Grounds { others: 2, ..GOOD }, Branch::FixOthers),
        ] {
            assert_eq!(grounds.branch(), branch, "{grounds:?}");
        }
    }

    #[test]
    fn improving_one_answer_never_worsens_the_verdict() {
        for grounds in all() {
            let before = rank(grounds.branch());
            for at in 0..5 {
                let now = if at < 4 { grounds.questions[at] } else { grounds.fit };
                // Better: no, unsure, yes. An open question is no answer to improve.
                for better in SAID.into_iter().filter(|said| now.is_some() && *said > now) {
                    let mut after = grounds;
                    if at < 4 {
                        after.questions[at] = better;
                    } else {
                        after.fit = better;
                    }
                    assert!(rank(after.branch()) >= before, "{grounds:?} → {after:?}");
                }
            }
            for after in
                [Grounds { has_minimal: true, ..grounds }, Grounds { others: 3, ..grounds }]
            {
                assert!(rank(after.branch()) >= before, "{grounds:?} → {after:?}");
            }
        }
    }

    #[test]
    fn a_stop_or_a_fix_says_what_would_turn_it() {
        for grounds in all() {
            let judged = grounds.judge();
            let needs_one = matches!(
                judged.branch,
                Branch::FixOthers
                    | Branch::FixMinimal
                    | Branch::FixFit
                    | Branch::FixAgain
                    | Branch::StopNoVersion
            );
            assert!(!needs_one || !judged.turns.is_empty(), "{grounds:?}");
            if judged.verdict() == Verdict::Go {
                assert_eq!(judged.turns, []);
            }
        }
    }
}
