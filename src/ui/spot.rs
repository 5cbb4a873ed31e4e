//! Where a control stands in the page.

use crate::model::field::Field;
use crate::model::id::{Address, SheetId};

/// Where a control stands: on which sheet, at which address.
#[derive(Clone)]
pub struct Spot {
    /// The sheet.
    pub sheet: SheetId,
    /// The address of its answer.
    pub address: Address,
}

impl Spot {
    /// The spot of a field outside any rows.
    pub fn field(sheet: &SheetId, field: &Field) -> Self {
        Self { sheet: sheet.clone(), address: Address::field(field.id.clone()) }
    }

    /// The id of the control in the page.
    pub fn id(&self) -> String {
        format!("{}.{}", self.sheet, self.address)
    }
}
