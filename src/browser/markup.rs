//! Markup of our own put into the page, element by element: nothing is ever read as HTML.

use web_sys::{Document, Element};

use super::copies::element;
use super::page::document;
use crate::model::markup::{Piece, pieces};

/// Fills an element; says whether it could. It stays empty where the markup is not ours.
pub fn fill(root: &Element, markup: &str) -> bool {
    let filled = document().zip(pieces(markup)).and_then(|(page, all)| grow(&page, root, all));
    if filled.is_none() {
        root.set_text_content(None);
    }
    filled.is_some()
}

fn grow(page: &Document, root: &Element, all: Vec<Piece<'_>>) -> Option<()> {
    root.set_text_content(None);
    let mut open = vec![root.clone()];
    for piece in all {
        match piece {
            Piece::Open { name, attributes } => {
                let attributes: Vec<_> =
                    attributes.iter().map(|(name, value)| (*name, value.as_ref())).collect();
                let element = element(name, &attributes, &[])?;
                open.last()?.append_child(&element).ok()?;
                open.push(element);
            }
            Piece::Text(text) => {
                open.last()?.append_child(&page.create_text_node(&text)).ok()?;
            }
            Piece::Close => {
                open.pop();
            }
        }
    }
    Some(())
}
