//! Which of several types something is, from statements answered no, a bit or exactly.
//!
//! A statement gives its weight times its answer to its type. Main is the only top score that
//! reaches the threshold; supporting is any other that does; light is any score below. Equal tops
//! are said to be equal. What is unanswered is not a no: while an open statement could still
//! change the main type, the profile is provisional.

use crate::model::field::Classification;
use crate::model::response::Response;

/// How much of a type something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Not at all.
    None,
    /// A little.
    Light,
    /// It helps.
    Supporting,
    /// Above all.
    Main,
}

impl Weight {
    /// The word that the page's DOM has.
    pub fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Light => "light",
            Self::Supporting => "supporting",
            Self::Main => "main",
        }
    }
}

/// What the statements say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// For each type, in order.
    pub entries: Vec<Entry>,
    /// The main type; nothing while none stands out.
    pub main: Option<usize>,
    /// The types that are equally high at the top, where there is more than one.
    pub tied: Vec<usize>,
    /// Whether an open statement could still change the main type.
    pub is_provisional: bool,
    /// Whether the main type was chosen by hand.
    pub is_overruled: bool,
    /// How many statements are answered.
    pub answered: usize,
}

/// One type in a [`Profile`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its score.
    pub score: u16,
    /// How much of it there is.
    pub weight: Weight,
    /// The statements that gave something, by their places: the reasons.
    pub reasons: Vec<usize>,
}

/// Reads the statements.
pub fn profile(kind: &Classification, response: &Response) -> Profile {
    let answers: Vec<Option<u16>> = kind
        .statements
        .iter()
        .map(|s| response.answer_of(&s.id)?.as_str().parse().ok().filter(|answer| *answer <= 2))
        .collect();
    let mut entries =
        vec![Entry { score: 0, weight: Weight::None, reasons: Vec::new() }; kind.types.len()];
    let mut open = vec![0_u16; kind.types.len()];
    for (at, (answer, (of, weight))) in answers.iter().zip(&kind.weights).enumerate() {
        let of = usize::from(*of);
        match answer {
            None => open[of] += 2 * u16::from(*weight),
            Some(0) => {}
            Some(answer) => {
                entries[of].score += answer * u16::from(*weight);
                entries[of].reasons.push(at);
            }
        }
    }
    let top = entries.iter().map(|entry| entry.score).max().unwrap_or(0);
    let tops: Vec<usize> = (0..entries.len()).filter(|&at| entries[at].score == top).collect();
    let by_score = (top >= kind.threshold && tops.len() == 1).then(|| tops[0]);
    let by_hand = response.answer_of(&kind.overrule.id).and_then(|answer| {
        kind.types.iter().position(|value| value.id.as_str() == answer.as_str())
    });
    let main = by_hand.or(by_score);
    for (at, entry) in entries.iter_mut().enumerate() {
        entry.weight = match entry.score {
            _ if main == Some(at) => Weight::Main,
            0 => Weight::None,
            score if score >= kind.threshold => Weight::Supporting,
            _ => Weight::Light,
        };
    }
    let could_change = match by_score {
        None => open.iter().any(|open| *open > 0),
        Some(main) => {
            (0..entries.len()).any(|at| at != main && entries[at].score + open[at] >= top)
        }
    };
    Profile {
        main,
        tied: if top >= kind.threshold && tops.len() > 1 { tops } else { Vec::new() },
        is_provisional: by_hand.is_none() && could_change,
        is_overruled: by_hand.is_some() && by_hand != by_score,
        answered: answers.iter().flatten().count(),
        entries,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::FieldKind;
    use crate::model::text::Locale;
    use crate::testing::{pack, response};

    const IDS: [&str; 8] = ["P1", "P2", "F1", "F2", "T1", "T2", "O1", "O2"];

    fn kind() -> Classification {
        let pack = pack("community", Locale::En);
        let sheet = pack.sheet(&"value".parse().unwrap()).unwrap().clone();
        let mut fields = sheet.sections.into_iter().flat_map(|section| section.fields);
        fields
            .find_map(|field| match field.kind {
                FieldKind::Classification(kind) => Some(*kind),
                _ => None,
            })
            .unwrap()
    }

    fn read(kind: &Classification, answers: &str) -> Profile {
        let given: Vec<(&str, &str)> =
            IDS.into_iter().zip(answers.split(' ')).filter(|(_, a)| *a != "-").collect();
        profile(kind, &response(&given))
    }

    fn said(kind: &Classification, profile: &Profile) -> String {
        let mut order: Vec<usize> = (0..kind.types.len()).collect();
        order.sort_by_key(|&at| {
            std::cmp::Reverse((profile.entries[at].weight, profile.entries[at].score))
        });
        let words = order.into_iter().filter(|&at| profile.entries[at].weight > Weight::None);
        let word = |at: usize| format!("{} {}", profile.entries[at].weight.id(), kind.types[at].id);
        words.map(word).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn the_acceptance_cases() {
        let kind = kind();
        // Answers P1…O2, and the reading that the method gives.
        for (answers, reading) in [
            ("0 0 2 2 2 0 0 1", "main form, supporting time, light possession"),
            ("0 0 1 1 2 2 0 0", "main time, supporting form"),
            ("0 0 2 2 2 0 1 2", "main form, supporting possession, supporting time"),
            ("0 0 2 2 2 1 0 1", "main form, supporting time, light possession"),
        ] {
            assert_eq!(said(&kind, &read(&kind, answers)), reading, "{answers}");
        }
    }

    #[test]
    fn equal_tops_are_said_to_be_equal() {
        let kind = kind();
        let profile = read(&kind, "2 0 2 0 0 0 0 0");
        assert_eq!((profile.main, profile.tied), (None, vec![0, 1]));
        let low = read(&kind, "1 0 1 0 0 0 0 0");
        assert_eq!((low.main, low.tied), (None, vec![]));
    }

    #[test]
    fn open_statements_keep_it_provisional_while_they_matter() {
        let kind = kind();
        assert!(read(&kind, "0 0 2 - - - - -").is_provisional);
        // Form leads by 10; an open 2 × 2 for time cannot reach it.
        assert!(!read(&kind, "0 0 2 2 0 - 0 0").is_provisional);
        // Without a lead any open statement may bring one; with none open nothing can.
        assert!(read(&kind, "1 0 1 0 0 0 0 -").is_provisional);
        assert!(!read(&kind, "1 0 1 0 0 0 0 0").is_provisional);
        assert!(read(&kind, "0 0 2 0 1 - 0 0").is_provisional);
        // An open 3 × 2 brings time to 10 beside form's 10; or to 8, below it.
        assert!(read(&kind, "0 0 2 2 - 2 0 0").is_provisional);
        assert!(!read(&kind, "0 0 2 2 - 1 0 0").is_provisional);
    }

    #[test]
    fn a_single_top_is_neither_tied_nor_overruled() {
        let kind = kind();
        let by_score = profile(&kind, &response(&[("F1", "2")]));
        assert_eq!((by_score.main, by_score.tied), (Some(1), vec![]));
        assert!(!by_score.is_overruled);
        // A hand that chooses what the score says overrules nothing.
        let same = profile(&kind, &response(&[("F1", "2"), ("overrule", "form")]));
        assert_eq!((same.main, same.is_overruled), (Some(1), false));
    }

    #[test]
    fn a_hand_stands_above_the_score() {
        let kind = kind();
        let given = [("F1", "2"), ("overrule", "time")];
        let profile = profile(&kind, &response(&given));
        assert_eq!(profile.main, Some(2));
        assert!(profile.is_overruled && !profile.is_provisional);
        assert_eq!(profile.entries[1].weight, Weight::Supporting);
    }

    #[test]
    fn over_all_answers_raising_a_statement_lifts_its_own_type_only() {
        let kind = kind();
        let sets = 3_usize.pow(8);
        let answers = |set: usize| -> Vec<u16> {
            (0..8).map(|at| u16::try_from(set / 3_usize.pow(at) % 3).unwrap()).collect()
        };
        let profiles: Vec<Profile> = (0..sets)
            .map(|set| {
                let words: Vec<String> = answers(set).iter().map(u16::to_string).collect();
                read(&kind, &words.join(" "))
            })
            .collect();
        for set in 0..sets {
            let before = &profiles[set];
            // Every point has its reason, and every reason its point.
            for entry in &before.entries {
                assert_eq!(entry.score == 0, entry.reasons.is_empty());
            }
            for (at, answer) in answers(set).iter().enumerate() {
                if *answer == 2 {
                    continue;
                }
                let after = &profiles[set + 3_usize.pow(u32::try_from(at).unwrap())];
                let own = usize::from(kind.weights[at].0);
                for of in 0..kind.types.len() {
                    let (was, is) = (&before.entries[of], &after.entries[of]);
                    if of == own {
                        assert!(
                            is.score > was.score && is.weight >= was.weight.min(Weight::Supporting)
                        );
                    } else {
                        assert_eq!(is.score, was.score);
                        // Another type rises only where a tie above it was broken.
                        assert!(is.weight <= was.weight || before.tied.len() > 1);
                    }
                }
            }
        }
    }
}
