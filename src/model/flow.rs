//! How an answer on one sheet feeds another, as worksheets declare it.
//!
//! What flows is derived, never stored: it follows its source until the person edits it or takes
//! it as their own. An answer may flow, a text drafted from answers, or whole rows. From a sheet of
//! another pack flows what was written into a field, and nothing that flowed in there itself.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::condition::{Answers, Condition, Place};
use super::field::{Field, FieldKind, Rows, Tally};
use super::id::{Address, FieldId, PackId, RowId};
use super::outcome::{Desk, steps};
use super::response::{Answer, FlowedRow};
use super::text::Template;

/// One way for an answer to travel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The field on this sheet that receives; a rows field receives rows.
    pub to: Place,
    /// Where the answer stands, or the rows.
    pub from: Place,
    /// The pack that the place is in, where it is another one.
    pub pack: Option<PackId>,
    /// How it arrives.
    pub how: FlowKind,
    /// When it travels; nothing for always.
    pub when: Option<Condition>,
    /// The words that it arrives in; its blanks are columns of the current row there.
    pub draft: Option<Template>,
    /// Of rows: which column here takes which column there. Those of one name need not be said.
    pub columns: Vec<(FieldId, FieldId)>,
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
    /// The rows that stand by themselves.
    pub rows: Vec<FlowedRow>,
    /// What is offered.
    pub offers: Vec<Offer>,
}

/// Something that may help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// For which field.
    pub to: FieldId,
    /// Where it comes from.
    pub from: Place,
    /// The pack that the place is in, where it is another one.
    pub pack: Option<PackId>,
    /// What is offered.
    pub what: Offered,
}

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offered {
    /// An answer, for this address.
    Answer(Address, Answer),
    /// A row with these cells.
    Row(Vec<(FieldId, Answer)>),
}

/// What was written at a place on a sheet of another pack.
pub type Beyond<'a> = &'a dyn Fn(&PackId, &Place) -> Option<Answer>;

/// What flows into the sheet that a desk stands for, given the answers of the others. The first
/// flow that has something fills a field; nothing flows from a place where nothing is written.
pub fn inflow(desk: &Desk<'_>, beyond: Beyond<'_>) -> Inflow {
    let mut inflow = Inflow::default();
    for (field, rows) in desk.here.rows() {
        if let FieldKind::Steps(kind) = &field.kind {
            for address in steps::counted_done(field, kind, desk) {
                inflow.fills.extend(Answer::new("yes").map(|yes| (address, yes)));
            }
        }
        for tally in &rows.counts {
            tallied(field, rows, tally, desk, &mut inflow.fills);
        }
        first_row(field, rows, desk, &mut inflow);
    }
    for flow in &desk.here.flows {
        if flow.when.as_ref().is_none_or(|when| when.holds(desk)) {
            follow(flow, desk, beyond, &mut inflow);
        }
    }
    inflow
}

fn follow(flow: &Flow, desk: &Desk<'_>, beyond: Beyond<'_>, inflow: &mut Inflow) {
    let holder = desk.here.holder(&flow.to.field);
    if let (Some(field), Some(rows), None) = (holder, holder.and_then(Field::rows), &flow.to.column)
    {
        let arriving = arriving(flow, rows, desk);
        for (row, cells) in arriving {
            match flow.how {
                FlowKind::Fill => {
                    let address = |column| Address::cell(field.id.clone(), row.clone(), column);
                    for (column, answer) in cells {
                        inflow.fills.entry(address(column)).or_insert(answer);
                    }
                    inflow.rows.push(FlowedRow { field: field.id.clone(), row, leads: false });
                }
                FlowKind::Suggest => inflow.offers.push(Offer {
                    to: field.id.clone(),
                    from: flow.from.clone(),
                    pack: flow.pack.clone(),
                    what: Offered::Row(cells),
                }),
            }
        }
        return;
    }
    let answer = match (&flow.pack, &flow.draft) {
        (Some(pack), _) => beyond(pack, &flow.from),
        (None, Some(draft)) => drafted(draft, &flow.from, desk),
        (None, None) => desk.answer(&flow.from),
    };
    let Some(answer) = answer.filter(Answer::is_written) else { return };
    let Some(address) = address_of(&flow.to, desk) else { return };
    match flow.how {
        FlowKind::Fill => {
            inflow.fills.entry(address).or_insert(answer);
        }
        FlowKind::Suggest => inflow.offers.push(Offer {
            to: flow.to.field.clone(),
            from: flow.from.clone(),
            pack: flow.pack.clone(),
            what: Offered::Answer(address, answer),
        }),
    }
}

/// Where an answer for a place on this sheet stands; nothing where there is no row for it.
fn address_of(place: &Place, desk: &Desk<'_>) -> Option<Address> {
    match &place.column {
        None => Some(Address::field(place.field.clone())),
        Some(column) => {
            let row = desk.row_at(place)?;
            Some(Address::cell(place.field.clone(), row, column.clone()))
        }
    }
}

/// A draft with its blanks filled from the current row at a place; nothing while one is empty.
fn drafted(draft: &Template, from: &Place, desk: &Desk<'_>) -> Option<Answer> {
    let mut is_whole = true;
    let text = draft.filled(|blank| {
        let place = Place { column: Some(blank.field.clone()), ..from.clone() };
        let answer = desk.answer(&place).filter(Answer::is_written);
        is_whole &= answer.is_some();
        answer.map_or_else(String::new, |answer| answer.as_str().trim().to_owned())
    });
    Answer::new(text).filter(|_| is_whole)
}

/// The rows that a flow of rows brings: each with its id and its cells here.
fn arriving(flow: &Flow, here: &Rows, desk: &Desk<'_>) -> Vec<(RowId, Vec<(FieldId, Answer)>)> {
    let Some((from, there)) = desk.rows_at(&flow.from) else { return Vec::new() };
    let Some(response) = desk.response(&from) else { return Vec::new() };
    let wanted: Option<Vec<String>> = flow.from.column.as_ref().map(|_| {
        let chosen = desk.answer(&flow.from);
        chosen.map_or(Vec::new(), |a| a.as_str().split(' ').map(str::to_owned).collect())
    });
    let rows = response.rows(&from.field).into_iter();
    let rows = rows.filter(|row| {
        wanted.as_ref().is_none_or(|wanted| wanted.iter().any(|id| id == row.as_str()))
    });
    rows.filter_map(|row| {
        let cell = |column: &FieldId| {
            let at = Address::cell(from.field.clone(), row.clone(), column.clone());
            response.answer(&at).filter(|answer| answer.is_written()).cloned()
        };
        let cells = carried(flow, here, there, &from, &row, cell);
        (!cells.is_empty()).then_some((row, cells))
    })
    .collect()
}

/// What one row of another sheet becomes in a row here: the cells of the same name, those that
/// the flow pairs, and a reference to the row itself where a column refers there.
pub fn carried(
    flow: &Flow,
    here: &Rows,
    there: &Rows,
    from: &Place,
    row: &RowId,
    cell: impl Fn(&FieldId) -> Option<Answer>,
) -> Vec<(FieldId, Answer)> {
    let mut cells = Vec::new();
    for column in &here.columns {
        let paired = flow.columns.iter().find(|(to, _)| *to == column.id).map(|(_, from)| from);
        let answer = match (&column.kind, paired) {
            (FieldKind::Refers(place), _)
                if place.sheet == from.sheet && place.field == from.field =>
            {
                Answer::new(row.as_str())
            }
            (_, Some(source)) => cell(source),
            (_, None) => there.columns.iter().find(|c| c.id == column.id).and_then(|c| cell(&c.id)),
        };
        cells.extend(answer.map(|answer| (column.id.clone(), answer)));
    }
    cells
}

/// The row that makes itself from a sheet and what belongs to it, once that sheet is begun.
fn first_row(field: &Field, rows: &Rows, desk: &Desk<'_>, inflow: &mut Inflow) {
    let Some(first) = &rows.first else { return };
    let Ok(row) = first.as_str().parse::<RowId>() else { return };
    let used = |column: &Field| {
        let place = column.uses.as_ref()?;
        let answer = desk.answer(place).filter(Answer::is_written)?;
        Some((place.sheet.as_ref() == Some(first), column.id.clone(), answer))
    };
    let cells: Vec<_> = rows.columns.iter().filter_map(used).collect();
    if !cells.iter().any(|(is_first, ..)| *is_first) {
        return;
    }
    for (_, column, answer) in cells {
        let address = Address::cell(field.id.clone(), row.clone(), column);
        inflow.fills.entry(address).or_insert(answer);
    }
    inflow.rows.push(FlowedRow { field: field.id.clone(), row, leads: true });
}

/// The counts of a column that counts itself.
fn tallied(
    field: &Field,
    rows: &Rows,
    tally: &Tally,
    desk: &Desk<'_>,
    fills: &mut BTreeMap<Address, Answer>,
) {
    let refers = rows.columns.iter().find(|column| column.id == tally.refers);
    let Some(FieldKind::Refers(place)) = refers.map(|column| &column.kind) else { return };
    let (Some(ours), Some(theirs)) =
        (desk.response(&Place::here(field.id.clone())), desk.response(place))
    else {
        return;
    };
    for row in ours.rows(&field.id) {
        let cell = |column: &FieldId| Address::cell(field.id.clone(), row.clone(), column.clone());
        let Some(chosen) = ours.answer(&cell(&tally.refers)) else { continue };
        let said = chosen.as_str().split(' ').filter_map(|id| {
            let at = Address::cell(place.field.clone(), id.parse().ok()?, tally.distinct.clone());
            Some(theirs.answer(&at)?.as_str().trim().to_owned())
        });
        let different: BTreeSet<String> = said.filter(|text| !text.is_empty()).collect();
        if let Some(count) =
            Answer::new(different.len().to_string()).filter(|_| !different.is_empty())
        {
            fills.insert(cell(&tally.column), count);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::text::Locale;
    use crate::testing::{pack, response};

    fn into(sheet: &str, sheets: &[(&str, &[(&str, &str)])]) -> Inflow {
        let pack = pack("community", Locale::ZhHans);
        let here = pack.sheet(&sheet.parse().unwrap()).unwrap();
        let responses: BTreeMap<_, _> =
            sheets.iter().map(|(id, answers)| (id.parse().unwrap(), response(answers))).collect();
        let desk = Desk { pack: &pack, here, responses: &responses, today: 0 };
        inflow(&desk, &|_, _| None)
    }

    fn fill<'a>(inflow: &'a Inflow, address: &str) -> Option<&'a str> {
        inflow.fills.get(&address.parse::<Address>().unwrap()).map(Answer::as_str)
    }

    #[test]
    fn whom_one_serves_fills_the_card() {
        let inflow = into("job", &[("crowd", &[("who", "网店主"), ("situation", " ")])]);
        assert_eq!(fill(&inflow, "who"), Some("网店主"));
        assert_eq!(inflow.fills.len(), 1, "blank space does not flow");
    }

    #[test]
    fn ones_own_progress_is_offered_only_from_within_the_problem() {
        let mine: (&str, &[(&str, &str)]) = ("sample", &[("progress", "写完一章")]);
        assert_eq!(into("job", &[mine]).offers, []);
        assert_eq!(into("job", &[mine, ("fit", &[("deep", "no")])]).offers, []);
        let offers = into("job", &[mine, ("fit", &[("deep", "yes")])]).offers;
        assert_eq!(offers.len(), 1);
        assert_eq!(offers[0].to.as_str(), "progress");
    }

    #[test]
    fn the_job_card_becomes_the_first_problem_card() {
        let value: (&str, &[(&str, &str)]) = ("value", &[("F1", "2")]);
        assert_eq!(into("problems", &[value]).rows, [], "without a sentence there is no card");
        let inflow = into("problems", &[("job", &[("who", "网店主")]), value]);
        assert_eq!(inflow.rows.len(), 1);
        assert_eq!(fill(&inflow, "cards.job.who"), Some("网店主"));
        assert_eq!(fill(&inflow, "cards.job.F1"), Some("2"));
    }

    #[test]
    fn a_quote_that_was_heard_becomes_a_card_with_its_source() {
        let heard: &[(&str, &str)] = &[
            ("quotes.r1.quote", "又白做了"),
            ("quotes.r1.who", "阿梅"),
            ("quotes.r1.situation", "收摊时"),
        ];
        let offers = into("problems", &[("listening", heard)]).offers;
        let [Offer { what: Offered::Row(cells), .. }] = &offers[..] else { panic!("{offers:?}") };
        let cell = |id: &str| cells.iter().find(|(c, _)| c.as_str() == id).map(|(_, a)| a.as_str());
        assert_eq!(cell("who"), Some("阿梅"));
        assert_eq!(cell("situation"), Some("收摊时"));
        assert_eq!(cell("quotes"), Some("r1"));
    }

    #[test]
    fn a_row_refers_only_to_where_it_came_from() {
        let pack = pack("community", Locale::ZhHans);
        let sheet = |id: &str| pack.sheet(&id.parse().unwrap()).unwrap();
        let rows = |id: &str, field: &str| {
            sheet(id).rows().find(|(holder, _)| holder.id.as_str() == field).unwrap().1
        };
        let cards = rows("problems", "cards");
        let there = rows("listening", "quotes");
        let cells = |from: &str| {
            let flow = &sheet("problems").flows[0];
            carried(flow, cards, there, &from.parse().unwrap(), &"r1".parse().unwrap(), |_| None)
        };
        assert_eq!(
            cells("listening.quotes"),
            [("quotes".parse().unwrap(), Answer::new("r1").unwrap())]
        );
        for elsewhere in ["monday.heard", "monday.quotes", "listening.heard"] {
            assert_eq!(cells(elsewhere), [], "{elsewhere}");
        }
    }

    #[test]
    fn others_are_people_not_quotes() {
        let heard: &[(&str, &str)] = &[
            ("quotes.r1.who", "阿梅"),
            ("quotes.r2.who", "阿梅 "),
            ("quotes.r3.who", "老周"),
            ("quotes.r4.who", "小满"),
        ];
        let cards: &[(&str, &str)] = &[("cards.r9.quotes", "r1 r2 r3 gone")];
        let inflow = into("problems", &[("listening", heard), ("problems", cards)]);
        assert_eq!(fill(&inflow, "cards.r9.others"), Some("2"));
    }

    #[test]
    fn the_chosen_card_drafts_the_message() {
        let mut cards = vec![
            ("cards.r1.situation", "收摊"),
            ("cards.r1.progress", "早睡"),
            ("cards.r2.situation", "对账"),
            ("cards.r2.progress", "当天结清"),
            ("cards.r2.obstacle", "票据散"),
            ("cards.r2.minimal", "一张表"),
        ];
        let unchosen = into("monday", &[("problems", &cards)]);
        assert_eq!(fill(&unchosen, "message"), None, "the first card has a blank left");
        cards.push(("cards.r2.chosen", "yes"));
        let inflow = into("monday", &[("problems", &cards)]);
        assert!(fill(&inflow, "message").is_some_and(|text| text.contains("当天结清")));
        assert_eq!(fill(&inflow, "handover"), Some("一张表"));
    }

    #[test]
    fn who_said_it_is_offered_as_whom_to_ask() {
        let cards: &[(&str, &str)] = &[("cards.r1.who", "x"), ("cards.r1.quotes", "r7")];
        let heard: &[(&str, &str)] =
            &[("quotes.r7.who", "阿梅"), ("quotes.r7.where", "早市群"), ("quotes.r8.who", "老周")];
        let offers = into("monday", &[("problems", cards), ("listening", heard)]).offers;
        let rows = offers.iter().filter_map(|offer| match &offer.what {
            Offered::Row(cells) => Some(cells),
            Offered::Answer(..) => None,
        });
        let rows: Vec<Vec<_>> = rows
            .map(|cells| cells.iter().map(|(id, a)| (id.as_str(), a.as_str())).collect())
            .collect();
        assert_eq!(rows, [[("name", "阿梅"), ("reach", "早市群")]]);
    }

    #[test]
    fn what_was_heard_on_monday_opens_the_next_round() {
        let heard: &[(&str, &str)] = &[("heard.r1.quote", "这回没超时"), ("heard.r1.who", "阿梅")];
        let inflow = into("listening", &[("monday", heard)]);
        assert_eq!(fill(&inflow, "quotes.r1.quote"), Some("这回没超时"));
        assert_eq!(inflow.rows.len(), 1);
    }

    #[test]
    fn what_was_written_in_another_pack_is_offered_for_its_field() {
        let pack = pack("community", Locale::En);
        let responses = BTreeMap::new();
        let mut count = 0;
        for here in &pack.sheets {
            let desk = Desk { pack: &pack, here, responses: &responses, today: 0 };
            let flows = here.flows.iter().filter(|flow| flow.pack.is_some());
            let wanted: Vec<_> = flows.map(|flow| (&flow.pack, flow.to.field.clone())).collect();
            let arrived = inflow(&desk, &|_, place| Answer::new(place.to_string()));
            let offered = arrived.offers.iter().map(|offer| (&offer.pack, offer.to.clone()));
            assert_eq!(offered.collect::<Vec<_>>(), wanted, "{}", here.id);
            assert_eq!(inflow(&desk, &|_, _| None), Inflow::default(), "{}", here.id);
            count += wanted.len();
        }
        assert!(count > 0, "nothing flows between packs");
    }

    #[test]
    fn steps_count_themselves() {
        let mut heard = Vec::new();
        for at in 0..30 {
            heard.push((format!("quotes.r{at}.quote"), "又白做了"));
            heard.push((format!("quotes.r{at}.situation"), if at < 29 { "收摊" } else { "" }));
        }
        let heard: Vec<_> = heard.iter().map(|(a, b)| (a.as_str(), *b)).collect();
        let short = into("loop", &[("listening", &heard)]);
        assert_eq!(fill(&short, "steps.record.done"), None, "one has no situation");
        let mut all = heard.clone();
        all.push(("quotes.r29.situation", "收摊"));
        let inflow = into("loop", &[("listening", &all)]);
        assert_eq!(fill(&inflow, "steps.record.done"), Some("yes"));
    }

    #[test]
    fn a_second_round_asks_for_twice_as_many() {
        let begun: &[(&str, &str)] = &[("steps.enter-2.done", "yes")];
        let after = |count: usize| {
            let places: Vec<_> = (0..count)
                .flat_map(|at| [format!("quotes.r{at}.quote"), format!("quotes.r{at}.situation")])
                .collect();
            let heard: Vec<_> = places.iter().map(|place| (place.as_str(), "x")).collect();
            let inflow = into("loop", &[("listening", &heard), ("loop", begun)]);
            ["steps.record.done", "steps.record-2.done"].map(|at| fill(&inflow, at).is_some())
        };
        assert_eq!(after(29), [false, false]);
        assert_eq!(after(30), [true, false]);
        assert_eq!(after(59), [true, false]);
        assert_eq!(after(60), [true, true]);
    }

    #[test]
    fn the_one_action_stands_at_its_step() {
        let step: &[(&str, &str)] =
            &[("action", "enter"), ("what", "进早点摊群"), ("date", "2026-11-30")];
        let inflow = into("loop", &[("step", step)]);
        assert_eq!(fill(&inflow, "steps.enter.note"), Some("进早点摊群"));
        let to: Vec<_> = inflow.offers.iter().map(|offer| &offer.what).collect();
        assert!(
            matches!(to[..], [Offered::Answer(at, _)] if at.to_string() == "steps.enter.date"),
            "{to:?}"
        );
    }
}
