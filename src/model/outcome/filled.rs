//! What judgements are made of: answers by their addresses, wherever they stand. A response, a
//! link that was opened, and the page's own signals all give them.

use crate::model::exact::Exact;
use crate::model::id::{Address, FieldId, RowId};
use crate::model::response::{Answer, Response};
use crate::model::share::SharedSheet;

/// A filled sheet.
pub trait Filled {
    /// The answer at an address.
    fn said(&self, address: &Address) -> Option<Answer>;

    /// The rows of a field, in order.
    fn rows_of(&self, field: &FieldId) -> Vec<RowId>;

    /// What is written in a cell; nothing where that is only white space.
    fn cell(&self, field: &FieldId, row: &RowId, column: &FieldId) -> Option<String> {
        let answer = self.said(&Address::cell(field.clone(), row.clone(), column.clone()))?;
        answer.is_written().then(|| answer.as_str().trim().to_owned())
    }

    /// The number in a cell.
    fn number(&self, field: &FieldId, row: &RowId, column: &FieldId) -> Option<Exact> {
        Exact::read(&self.cell(field, row, column)?)
    }
}

impl Filled for Response {
    fn said(&self, address: &Address) -> Option<Answer> {
        self.answer(address).cloned()
    }

    fn rows_of(&self, field: &FieldId) -> Vec<RowId> {
        self.rows(field)
    }
}

/// Rows of a link have no ids: they are named by their places.
impl Filled for SharedSheet {
    fn said(&self, address: &Address) -> Option<Answer> {
        let Some((row, column)) = &address.cell else {
            return self.answers.get(&address.field).cloned();
        };
        let at: usize = row.as_str().strip_prefix('r')?.parse().ok()?;
        self.rows.get(&address.field)?.get(at)?.get(column).cloned()
    }

    fn rows_of(&self, field: &FieldId) -> Vec<RowId> {
        let count = self.rows.get(field).map_or(0, Vec::len);
        (0..count).filter_map(|at| format!("r{at}").parse().ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::Locale;
    use crate::testing::{pack, response};

    #[test]
    fn rows_of_a_link_are_named_by_their_places() {
        let pack = pack("community", Locale::En);
        let sheet = pack.sheet(&"listening".parse().unwrap()).unwrap();
        let heard = response(&[("quotes.b.quote", "again"), ("quotes.a.who", " Ann ")]);
        let shared = SharedSheet::of(&pack, sheet, &heard);
        let (field, who) = ("quotes".parse().unwrap(), "who".parse().unwrap());
        let rows = shared.rows_of(&field);
        assert_eq!(rows.iter().map(RowId::as_str).collect::<Vec<_>>(), ["r0", "r1"]);
        assert_eq!(shared.cell(&field, &rows[0], &who), None);
        assert_eq!(shared.cell(&field, &rows[1], &who).as_deref(), Some("Ann"));
    }
}
