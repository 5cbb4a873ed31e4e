//! Where a control stands in the page, and where its answer is kept.

use super::context::Loaded;
use super::session::Session;
use crate::model::field::Field;
use crate::model::id::{Address, FieldId, RowId, SheetId};
use crate::model::outcome::cards;
use crate::model::response::{Edit, Response};
use crate::model::worksheet::Worksheet;

/// What a sheet's fields stand on: the sheet's own answers, or one row of another sheet that the
/// sheet shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The sheet whose fields these are, by which the page names its controls.
    sheet: SheetId,
    /// The row that holds the answers, where the sheet does not hold them itself.
    row: Option<(FieldId, RowId)>,
    /// Whether the controls are named by the row, not by the sheet: several stand on one page.
    named_by_row: bool,
}

impl Ground {
    /// A sheet's own answers.
    pub fn own(sheet: &SheetId) -> Self {
        Self { sheet: sheet.clone(), row: None, named_by_row: false }
    }

    /// One row of a rows field, on that field's sheet.
    pub fn row(sheet: &SheetId, field: &FieldId, row: &RowId) -> Self {
        let row = Some((field.clone(), row.clone()));
        Self { sheet: sheet.clone(), row, named_by_row: true }
    }

    /// The row that holds the answers, where the sheet does not hold them itself.
    pub fn row_id(&self) -> Option<&RowId> {
        self.row.as_ref().map(|(_, row)| row)
    }

    /// The sheet whose fields these are.
    pub fn sheet(&self) -> &SheetId {
        &self.sheet
    }

    /// Where a field stands.
    pub fn spot(&self, field: &Field) -> Spot {
        Spot { ground: self.clone(), address: self.address(&field.id) }
    }

    /// The address of a field's answer.
    pub fn address(&self, field: &FieldId) -> Address {
        match &self.row {
            None => Address::field(field.clone()),
            Some((rows, row)) => Address::cell(rows.clone(), row.clone(), field.clone()),
        }
    }

    /// The id of a field's control in the page.
    pub fn id(&self, field: &FieldId) -> String {
        match &self.row {
            Some(_) if self.named_by_row => format!("{}.{}", self.sheet, self.address(field)),
            _ => format!("{}.{field}", self.sheet),
        }
    }

    /// The answers that are shown, as those of the sheet.
    pub fn shown(&self, session: Session) -> Response {
        self.of(session.shown())
    }

    /// The part of a response that stands on this ground.
    pub fn of(&self, response: Response) -> Response {
        match &self.row {
            None => response,
            Some((field, row)) => response.row_as_sheet(field, row),
        }
    }

    /// What clears every answer of a sheet on this ground; a row that the sheet only shows stays.
    pub fn clear(&self, sheet: &Worksheet, session: Session) -> Vec<Edit> {
        session.peek(|response| match &self.row {
            Some(_) => {
                let fields = sheet.fields().map(|field| self.address(&field.id));
                fields.map(|address| Edit::Answer { address, answer: None }).collect()
            }
            None => {
                let answers = response.answers().filter(|(address, _)| address.cell.is_none());
                let clear = answers
                    .map(|(address, _)| Edit::Answer { address: address.clone(), answer: None });
                // Rows go as rows, so that undo brings back each with its cells.
                let gone = response
                    .all_rows()
                    .map(|(field, row)| Edit::RemoveRow { field: field.clone(), row: row.clone() });
                clear.chain(gone).collect()
            }
        })
    }
}

/// Where a control stands: on which ground, and the address of its answer there.
#[derive(Clone)]
pub struct Spot {
    /// The ground.
    pub ground: Ground,
    /// The address of its answer.
    pub address: Address,
}

impl Spot {
    /// The id of the control in the page.
    pub fn id(&self) -> String {
        match (&self.ground.row, &self.address.cell) {
            (Some(_), Some((_, column))) if !self.ground.named_by_row => self.ground.id(column),
            _ => format!("{}.{}", self.ground.sheet, self.address),
        }
    }
}

/// The sheet and the rows of a pack whose current row a sheet shows, if it does.
pub fn shown_rows<'a>(loaded: &'a Loaded, sheet: &SheetId) -> Option<(&'a Worksheet, &'a Field)> {
    let all = loaded.pack.sheets.iter();
    let mut rows = all.flat_map(|holder| holder.rows().map(move |(field, _)| (holder, field)));
    rows.find(|(_, field)| field.rows().is_some_and(|rows| rows.shown_on.contains(sheet)))
}

/// What a sheet stands on now: the current row of the rows that it shows, or its own answers.
/// `holding` gives the answers of the sheet that holds the rows.
pub fn ground_of(
    loaded: &Loaded,
    sheet: &SheetId,
    holding: impl FnOnce(&Worksheet) -> Response,
) -> Ground {
    let row = shown_rows(loaded, sheet).and_then(|(holder, field)| {
        let row = cards::current(&field.id, field.rows()?, &holding(holder))?;
        Some((field.id.clone(), row))
    });
    Ground { sheet: sheet.clone(), row, named_by_row: false }
}
