//! Names of things: permanent ids, and the address of an answer.
//!
//! Ids are written by the authors of worksheets and stand in saves, in links and in the page's
//! DOM; so they are short, plain and never change.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The longest id, in bytes. Ids stand in every save and every DOM id.
pub const ID_LIMIT: usize = 40;

/// Why a text is no id or no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdError {
    /// Nothing at all.
    Empty,
    /// More than [`ID_LIMIT`] bytes.
    TooLong,
    /// Something other than letters, digits and `-`, or a first character that is no letter.
    Letters,
    /// An address with another number of parts than one or three.
    Parts,
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "an id cannot be empty",
            Self::TooLong => "an id has at most 40 characters",
            Self::Letters => "an id starts with a letter and has only letters, digits and -",
            Self::Parts => "an address is a field, or field.row.column",
        })
    }
}

fn check(id: &str) -> Result<(), IdError> {
    let mut bytes = id.bytes();
    match bytes.next() {
        None => Err(IdError::Empty),
        Some(first) if !first.is_ascii_alphabetic() => Err(IdError::Letters),
        Some(_) if id.len() > ID_LIMIT => Err(IdError::TooLong),
        Some(_) if bytes.all(|b| b.is_ascii_alphanumeric() || b == b'-') => Ok(()),
        Some(_) => Err(IdError::Letters),
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(id: &str) -> Result<Self, IdError> {
                check(id).map(|()| Self(id.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(id: String) -> Result<Self, IdError> {
                check(&id).map(|()| Self(id))
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// A pack: a family of worksheets from one source.
    PackId;
    /// A worksheet, unique in its pack.
    SheetId;
    /// A field, unique in its worksheet.
    FieldId;
    /// A choice, unique in its field.
    ChoiceId;
    /// An example, unique in its worksheet.
    ExampleId;
    /// A row that a person added; made from a stamp, so unique everywhere.
    RowId;
    /// A notebook on this device.
    NotebookId;
}

/// How the packs of authors' own worksheets begin.
const OWN: &str = "own-";

impl PackId {
    /// The pack of an author's own worksheet: another for each identity, and none of ours.
    pub fn own(identity: &str) -> Self {
        // FNV-1a: two sheets out of all there are will not meet in 128 bits.
        let step = |hash: u128, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b)
        };
        let hash = identity.bytes().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, step);
        Self(format!("{OWN}{hash:032x}"))
    }

    /// Whether it is that of an author's own worksheet.
    pub fn is_own(&self) -> bool {
        self.0.starts_with(OWN)
    }
}

impl NotebookId {
    /// The notebook that a first visit writes into.
    pub fn first() -> Self {
        Self("first".to_owned())
    }
}

/// A worksheet of the library: `community/job`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SheetRef {
    /// The pack.
    pub pack: PackId,
    /// The worksheet in it.
    pub sheet: SheetId,
}

impl fmt::Display for SheetRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.pack, self.sheet)
    }
}

impl FromStr for SheetRef {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let (pack, sheet) = text.split_once('/').ok_or(IdError::Parts)?;
        Ok(Self { pack: pack.parse()?, sheet: sheet.parse()? })
    }
}

/// Where one answer lives in a response: a field, or a cell of a rows field.
///
/// Written `who`, or `quotes.r1.where`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address {
    /// The field; for a cell, the rows field.
    pub field: FieldId,
    /// The row and the column of a cell.
    pub cell: Option<(RowId, FieldId)>,
}

impl Address {
    /// The address of a field outside any rows.
    pub fn field(field: FieldId) -> Self {
        Self { field, cell: None }
    }

    /// The address of a cell.
    pub fn cell(field: FieldId, row: RowId, column: FieldId) -> Self {
        Self { field, cell: Some((row, column)) }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cell {
            None => write!(f, "{}", self.field),
            Some((row, column)) => write!(f, "{}.{row}.{column}", self.field),
        }
    }
}

impl FromStr for Address {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let mut parts = text.split('.');
        let field = parts.next().ok_or(IdError::Empty)?.parse()?;
        match (parts.next(), parts.next(), parts.next()) {
            (None, None, None) => Ok(Self { field, cell: None }),
            (Some(row), Some(column), None) => Ok(Self::cell(field, row.parse()?, column.parse()?)),
            _ => Err(IdError::Parts),
        }
    }
}

impl TryFrom<String> for Address {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_plain() {
        assert!("who".parse::<FieldId>().is_ok());
        assert!("P1".parse::<FieldId>().is_ok());
        assert_eq!("".parse::<FieldId>(), Err(IdError::Empty));
        assert_eq!("1st".parse::<FieldId>(), Err(IdError::Letters));
        assert_eq!("a.b".parse::<FieldId>(), Err(IdError::Letters));
        assert_eq!("谁".parse::<FieldId>(), Err(IdError::Letters));
        assert_eq!("a".repeat(41).parse::<FieldId>(), Err(IdError::TooLong));
    }

    #[test]
    fn an_own_pack_has_an_id_like_any_other() {
        let own = PackId::own("https://example.org/ week");
        assert_eq!(own.to_string().parse(), Ok(own.clone()));
        assert!(own.is_own() && own != PackId::own("https://example.org/ day"));
        // The published value for these bytes: the hash is FNV-1a and stays it.
        assert_eq!(PackId::own("a").as_str(), "own-d228cb696f1a8caf78912b704e4a8964");
    }

    #[test]
    fn an_address_prints_as_it_parses() {
        for text in ["who", "quotes.r1.where"] {
            assert_eq!(text.parse::<Address>().map(|a| a.to_string()), Ok(text.to_owned()));
        }
        assert_eq!("a.b".parse::<Address>(), Err(IdError::Parts));
        assert_eq!("a.b.c.d".parse::<Address>(), Err(IdError::Parts));
    }

    #[test]
    fn an_id_may_be_as_long_as_the_limit() {
        assert!("a".repeat(ID_LIMIT).parse::<FieldId>().is_ok());
    }

    #[test]
    fn a_pack_of_the_library_is_no_own_pack() {
        assert!(!"community".parse::<PackId>().unwrap().is_own());
    }
}
