//! How an answer on one sheet feeds another, as worksheets declare it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::condition::{Answers, Condition, Place};
use super::id::{Address, FieldId};
use super::response::Answer;
use super::worksheet::Worksheet;

/// One way for an answer to travel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The field on this sheet that receives.
    pub to: FieldId,
    /// Where the answer stands.
    pub from: Place,
    /// How it arrives.
    pub how: FlowKind,
    /// When it travels; nothing for always.
    pub when: Option<Condition>,
}

/// How a flowed answer arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FlowKind {
    /// It stands in the empty field and follows its source.
    Fill,
    /// It is offered beside the field.
    Suggest,
}

/// What flows into a sheet now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inflow {
    /// What fills empty fields.
    pub fills: BTreeMap<Address, Answer>,
    /// What is offered: the field, where it comes from, the answer.
    pub offers: Vec<(FieldId, Place, Answer)>,
}

/// What flows into a sheet, given the answers of the others. The first flow that has something
/// fills a field; nothing flows from a place where nothing is written.
pub fn inflow(sheet: &Worksheet, answers: &impl Answers) -> Inflow {
    let mut inflow = Inflow::default();
    for flow in &sheet.flows {
        if flow.when.as_ref().is_some_and(|when| !when.holds(answers)) {
            continue;
        }
        let Some(answer) = answers.answer(&flow.from).filter(Answer::is_written) else { continue };
        match flow.how {
            FlowKind::Fill => {
                inflow.fills.entry(Address::field(flow.to.clone())).or_insert(answer);
            }
            FlowKind::Suggest => inflow.offers.push((flow.to.clone(), flow.from.clone(), answer)),
        }
    }
    inflow
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::outcome::Desk;
    use crate::model::text::Locale;
    use crate::testing::{pack, response};

    fn into_job(sheets: &[(&str, &[(&str, &str)])]) -> Inflow {
        let pack = pack("community", Locale::ZhHans);
        let here = pack.sheet(&"job".parse().unwrap()).unwrap();
        let responses: BTreeMap<_, _> =
            sheets.iter().map(|(id, answers)| (id.parse().unwrap(), response(answers))).collect();
        inflow(here, &Desk { pack: &pack, here, responses: &responses, today: 0 })
    }

    #[test]
    fn whom_one_serves_fills_the_card() {
        let inflow = into_job(&[("crowd", &[("who", "网店主"), ("situation", " ")])]);
        let who: Address = "who".parse().unwrap();
        assert_eq!(inflow.fills.get(&who).map(Answer::as_str), Some("网店主"));
        assert_eq!(inflow.fills.len(), 1, "blank space does not flow");
    }

    #[test]
    fn ones_own_progress_is_offered_only_from_within_the_problem() {
        let mine: (&str, &[(&str, &str)]) = ("sample", &[("progress", "写完一章")]);
        assert_eq!(into_job(&[mine]).offers, []);
        assert_eq!(into_job(&[mine, ("fit", &[("deep", "no")])]).offers, []);
        let offers = into_job(&[mine, ("fit", &[("deep", "yes")])]).offers;
        assert_eq!(offers.len(), 1);
        assert_eq!(offers[0].0.as_str(), "progress");
    }
}
