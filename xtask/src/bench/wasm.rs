//! Reading how large the parts of a WebAssembly program are.
//!
//! Only what is needed: the sizes of sections and functions, and the names of functions.

use std::collections::BTreeMap;

use crate::Failure;

/// Custom, import, code: numbers of sections.
const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;

/// A program, weighed.
pub(super) struct Program {
    /// Functions: name, bytes.
    pub(super) functions: Vec<(String, usize)>,
    /// Sections beside the code: name, bytes.
    pub(super) sections: Vec<(String, usize)>,
}

/// Weighs a program that still has its names.
pub(super) fn weigh(bytes: &[u8]) -> Result<Program, Failure> {
    let mut reader = Reader { bytes, at: 8 };
    let mut sections = Vec::new();
    let (mut sizes, mut imported, mut names) = (Vec::new(), 0, BTreeMap::new());
    while reader.at < bytes.len() {
        let kind = reader.byte()?;
        let length = reader.number()?;
        let mut inner = Reader { bytes: reader.take(length)?, at: 0 };
        match kind {
            CODE => sizes = inner.code()?,
            CUSTOM => {
                let name = inner.text()?;
                if name == "name" {
                    names = inner.names()?;
                } else {
                    sections.push((name, length));
                }
            }
            _ => {
                if kind == IMPORT {
                    imported = inner.imported_functions()?;
                }
                sections.push((section_name(kind).to_owned(), length));
            }
        }
    }
    let name = |at: usize| names.get(&(at + imported)).cloned().unwrap_or_else(|| "no name".into());
    let functions = sizes.into_iter().enumerate().map(|(at, size)| (name(at), size)).collect();
    Ok(Program { functions, sections })
}

fn section_name(kind: u8) -> &'static str {
    match kind {
        1 => "types",
        IMPORT => "imports",
        3 => "function types",
        4 => "tables",
        5 => "memory",
        6 => "globals",
        7 => "exports",
        9 => "function pointers",
        11 => "data: texts and constants",
        _ => "other sections",
    }
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Result<&'b [u8], Failure> {
        let end = self.at.checked_add(length).ok_or("the program is cut off")?;
        let taken = self.bytes.get(self.at..end).ok_or("the program is cut off")?;
        self.at = end;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Failure> {
        Ok(self.take(1)?[0])
    }

    /// A number of seven bits a byte, the lowest first.
    fn number(&mut self) -> Result<usize, Failure> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err("the program has a number that is too long".into())
    }

    fn text(&mut self) -> Result<String, Failure> {
        let length = self.number()?;
        Ok(String::from_utf8_lossy(self.take(length)?).into_owned())
    }

    fn code(&mut self) -> Result<Vec<usize>, Failure> {
        let count = self.number()?;
        let mut sizes = Vec::with_capacity(count);
        for _ in 0..count {
            let size = self.number()?;
            self.take(size)?;
            sizes.push(size);
        }
        Ok(sizes)
    }

    /// The names of functions, by their numbers.
    fn names(&mut self) -> Result<BTreeMap<usize, String>, Failure> {
        let mut names = BTreeMap::new();
        while self.at < self.bytes.len() {
            let of = self.byte()?;
            let length = self.number()?;
            let mut inner = Reader { bytes: self.take(length)?, at: 0 };
            if of == 1 {
                for _ in 0..inner.number()? {
                    names.insert(inner.number()?, inner.text()?);
                }
            }
        }
        Ok(names)
    }

    /// How many of the imports are functions: they are numbered before the program's own.
    fn imported_functions(&mut self) -> Result<usize, Failure> {
        let mut functions = 0;
        for _ in 0..self.number()? {
            self.text()?;
            self.text()?;
            match self.byte()? {
                0 => {
                    self.number()?;
                    functions += 1;
                }
                1 => {
                    self.byte()?;
                    self.limits()?;
                }
                2 => self.limits()?,
                3 => {
                    self.take(2)?;
                }
                _ => {
                    self.byte()?;
                    self.number()?;
                }
            }
        }
        Ok(functions)
    }

    fn limits(&mut self) -> Result<(), Failure> {
        let has_end = self.byte()? & 1 == 1;
        self.number()?;
        if has_end {
            self.number()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weighs_functions_by_name() -> Result<(), Failure> {
        let bytes = [
            b"\0asm\x01\0\0\0".as_slice(),
            &[1, 4, 1, 0x60, 0, 0],              // one type
            &[2, 7, 1, 1, b'm', 1, b'f', 0, 0],  // one imported function
            &[3, 3, 2, 0, 0],                    // two functions of our own
            &[10, 7, 2, 2, 0, 0x0b, 2, 0, 0x0b], // their bodies
            &[0, 12, 4, b'n', b'a', b'm', b'e', 1, 5, 1, 2, 2, b'a', b'b'], // the second one's name
        ]
        .concat();
        let program = weigh(&bytes)?;
        assert_eq!(program.functions, [("no name".into(), 2), ("ab".into(), 2)]);
        let sections: Vec<_> =
            program.sections.iter().map(|(name, size)| (&**name, *size)).collect();
        assert_eq!(sections, [("types", 4), ("imports", 7), ("function types", 3)]);
        assert!(weigh(&bytes[..bytes.len() - 1]).is_err());
        Ok(())
    }
}
