//! Packs and worksheets as they are used: one language, checked, ready to show.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::condition::{Condition, Place};
use super::field::{Field, FieldKind, Rows};
use super::flow::Flow;
use super::id::{ExampleId, FieldId, PackId, SheetId};
use super::outcome::portrait::Portrait;
use super::response::Answer;
use super::text::{Locale, Template};

/// How many sheet numbers a pack has: a link names sheet `pack.number * 32 + sheet.number`.
pub const SHEETS_IN_A_PACK: u16 = 32;

/// A family of worksheets from one source, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// The permanent id.
    pub id: PackId,
    /// The permanent number in links.
    pub number: u16,
    /// The language of every text in it.
    pub locale: Locale,
    /// What it is called.
    pub title: String,
    /// What one holds at its end.
    pub summary: String,
    /// Where its method comes from.
    pub source: Source,
    /// Its map: the stages of the way, in order.
    pub stages: Vec<Stage>,
    /// The sheets beside the way: tools to come back to.
    pub tools: Vec<SheetId>,
    /// The portrait that it ends in.
    pub portrait: Option<Portrait>,
    /// Its worksheets, in order.
    pub sheets: Vec<Worksheet>,
    /// The other packs of the library, so that it can be shown without fetching them.
    pub others: Vec<PackHead>,
    /// The sheets of other packs that flows here begin at.
    pub beyond: Vec<SheetHead>,
}

/// What is known of a sheet of another pack, whose answers may flow in here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetHead {
    /// Its pack.
    pub pack: PackId,
    /// Its id there.
    pub sheet: SheetId,
    /// The version of its content.
    pub version: u16,
    /// What it is called.
    pub name: String,
}

/// What the library says of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackHead {
    /// The permanent id.
    pub id: PackId,
    /// What it is called.
    pub title: String,
    /// What one holds at its end.
    pub summary: String,
    /// How many worksheets it has.
    pub sheets: usize,
}

/// Where a pack's method comes from. Empty for an author's own sheet that does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The title of the article.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// Where it can be read: http or https.
    pub link: String,
}

/// A stage of a pack's way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// What it is called.
    pub title: String,
    /// What happens in it, in a line; may be empty.
    pub lead: String,
    /// Its worksheets; some may not be written yet.
    pub sheets: Vec<SheetId>,
}

/// One worksheet, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worksheet {
    /// The permanent id, unique in the pack.
    pub id: SheetId,
    /// The permanent number in the pack, 1 to 31.
    pub number: u16,
    /// The version of the content; grows with every change.
    pub version: u16,
    /// Where an author's own sheet comes from; those of a pack have the pack's source.
    pub source: Option<Source>,
    /// What kind of sheet it is.
    pub role: Role,
    /// What the path and the library call it.
    pub name: String,
    /// The question at the top.
    pub title: String,
    /// A sentence below it.
    pub lead: String,
    /// What one has afterwards.
    pub gives: String,
    /// How long it takes.
    pub minutes: u16,
    /// What it means, an example, a common mistake.
    pub guide: Guide,
    /// The questions.
    pub sections: Vec<Section>,
    /// Answers to start from.
    pub examples: Vec<Example>,
    /// The answer in one line.
    pub summary: Template,
    /// What the sheet says back: the first that holds.
    pub readings: Vec<Reading>,
    /// What arrives from other sheets.
    pub flows: Vec<Flow>,
}

/// What a sheet is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// A question to oneself.
    #[default]
    SelfTest,
    /// Something to work with again and again.
    Tool,
    /// The end of the way.
    Closing,
}

/// The help that stands beside a sheet. Each part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// What it means.
    pub meaning: String,
    /// One example.
    pub example: String,
    /// One common mistake.
    pub mistake: String,
    /// A case, told.
    pub story: String,
}

/// Questions that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// May be empty.
    pub title: String,
    /// May be empty.
    pub lead: String,
    /// The questions.
    pub fields: Vec<Field>,
}

/// Answers to start from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The permanent id.
    pub id: ExampleId,
    /// Who it is.
    pub title: String,
    /// The heart of it, in a line.
    pub note: String,
    /// The answers.
    pub answers: Vec<(FieldId, Answer)>,
    /// The rows of fields that have some, each with its cells.
    pub rows: Vec<(FieldId, Vec<Cells>)>,
}

/// The cells of a row, by their columns.
pub type Cells = Vec<(FieldId, Answer)>;

/// What a sheet says back to its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// When it speaks.
    pub when: Condition,
    /// What it says; its blanks are filled with answers.
    pub say: Template,
    /// How it says it.
    pub tone: Tone,
}

/// How something is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// In passing.
    #[default]
    Quiet,
    /// Something is done.
    Good,
    /// Worth a second look.
    Look,
}

impl Pack {
    /// The worksheet of this id.
    pub fn sheet(&self, id: &SheetId) -> Option<&Worksheet> {
        self.sheets.iter().find(|sheet| sheet.id == *id)
    }

    /// Which step of the way a worksheet is, from 1; a tool stands beside the way and is none.
    pub fn step(&self, id: &SheetId) -> Option<usize> {
        let mut way = self.stages.iter().flat_map(|stage| &stage.sheets);
        way.position(|on_way| on_way == id).map(|at| at + 1)
    }

    /// The worksheet that a link names by `number`, and none of another pack.
    pub fn sheet_in_link(&self, number: u16) -> Option<&Worksheet> {
        (number / SHEETS_IN_A_PACK == self.number)
            .then(|| self.sheets.iter().find(|s| s.number == number % SHEETS_IN_A_PACK))
            .flatten()
    }

    /// The number by which a link names a worksheet of this pack.
    pub fn number_in_link(&self, sheet: &Worksheet) -> u16 {
        self.number * SHEETS_IN_A_PACK + sheet.number
    }
}

impl Worksheet {
    /// All fields that take an answer, in reading order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields).flat_map(Field::leaves)
    }

    /// The other sheets that it points at: in flows, conditions and judgements.
    pub fn points_at(&self) -> BTreeSet<SheetId> {
        let own = self.flows.iter().filter(|flow| flow.pack.is_none());
        let mut places: Vec<&Place> = own.map(|flow| &flow.from).collect();
        let conditions = self.flows.iter().filter_map(|flow| flow.when.as_ref());
        for condition in conditions.chain(self.readings.iter().map(|reading| &reading.when)) {
            places.extend(condition.places());
        }
        places.extend(self.summary.places());
        for field in self.sections.iter().flat_map(|section| &section.fields) {
            if let FieldKind::Screening(kind) = &field.kind {
                places.extend([&kind.sticking, &kind.minimal, &kind.fit, &kind.others]);
            }
            if let FieldKind::Steps(kind) = &field.kind {
                places.extend(kind.steps.iter().filter_map(|step| Some(&step.counts.as_ref()?.of)));
            }
            for column in field.rows().iter().flat_map(|rows| &rows.columns) {
                places.extend(&column.uses);
                if let FieldKind::Refers(place) = &column.kind {
                    places.push(place);
                }
            }
        }
        // One by one: collecting sorts first, with code for large sets that is never needed.
        let mut sheets = BTreeSet::new();
        sheets.extend(places.into_iter().filter_map(|place| place.sheet.clone()));
        sheets
    }

    /// All fields of rows.
    pub fn rows(&self) -> impl Iterator<Item = (&Field, &Rows)> {
        let fields = self.sections.iter().flat_map(|section| &section.fields);
        fields.filter_map(|field| Some((field, field.rows()?)))
    }

    /// The sheet with these of its fields, or all where none of them is there. A blank stands for its
    /// sentence, whatever one field holds for that field.
    #[must_use]
    pub fn part(&self, fields: &[FieldId]) -> Self {
        let is_in = |field: &Field| {
            fields.contains(&field.id)
                || field.leaves().iter().any(|leaf| fields.contains(&leaf.id))
        };
        let mut part = self.clone();
        for section in &mut part.sections {
            section.fields.retain(is_in);
        }
        part.sections.retain(|section| !section.fields.is_empty());
        if part.sections.is_empty() { self.clone() } else { part }
    }

    /// The field of this id as the sheet lists it, be it one that holds others.
    pub fn holder(&self, id: &FieldId) -> Option<&Field> {
        self.sections.iter().flat_map(|section| &section.fields).find(|field| field.id == *id)
    }

    /// The field of this id among those that take an answer.
    pub fn field(&self, id: &FieldId) -> Option<&Field> {
        self.fields().find(|field| field.id == *id)
    }
}

#[cfg(test)]
mod tests {
    use crate::model::text::Locale;
    use crate::testing::{PACKS, pack};

    #[test]
    fn the_way_counts_its_steps_and_no_tool() {
        for id in PACKS {
            let pack = pack(id, Locale::En);
            let way: Vec<_> = pack.stages.iter().flat_map(|stage| &stage.sheets).collect();
            for (at, sheet) in (1..).zip(&way) {
                assert_eq!(pack.step(sheet), Some(at));
            }
            let beside: Vec<_> =
                pack.sheets.iter().filter(|sheet| !way.contains(&&sheet.id)).collect();
            assert!(beside.iter().all(|sheet| pack.step(&sheet.id).is_none()));
        }
    }

    #[test]
    fn a_number_in_a_link_is_of_one_sheet_of_one_pack() {
        let packs = PACKS.map(|id| pack(id, Locale::En));
        for pack in &packs {
            for sheet in &pack.sheets {
                let number = pack.number_in_link(sheet);
                let found = packs.each_ref().map(|pack| pack.sheet_in_link(number));
                assert_eq!(found.iter().flatten().count(), 1, "{}", sheet.id);
                assert_eq!(pack.sheet_in_link(number).map(|found| &found.id), Some(&sheet.id));
            }
        }
    }

    #[test]
    fn a_sheet_points_at_what_it_speaks_of() {
        let pack = pack("community", Locale::En);
        let of = |id: &str| {
            let sheet = pack.sheet(&id.parse().unwrap()).unwrap();
            sheet.points_at().iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(of("crowd"), [""; 0]);
        // What it takes words from, what it asks about, what it counts, what its judgement looks at.
        assert_eq!(of("job"), ["crowd", "fit", "sample", "signal"]);
        assert_eq!(of("screen"), ["fit"]);
        assert_eq!(of("loop"), ["listening", "monday", "problems", "step"]);
        assert_eq!(of("problems"), ["fit", "job", "listening", "screen", "value"]);
    }
}
