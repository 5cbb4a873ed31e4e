//! Our own markup, taken apart: what `export::paper` writes becomes pieces that a page can be made of
//! element by element. The page's policy lets no program write HTML, and this is why none needs to.
//!
//! It is a small part of HTML: every element is closed or closes itself, every attribute has a
//! value in double quotes, text is escaped. Elements and attributes are a fixed list: what is not
//! on it, whoever wrote it, gives no pieces at all.

/// A piece of a page, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// An element begins; what follows stands in it until it ends.
    Open {
        /// Its name.
        name: &'t str,
        /// Its attributes: names and values.
        attributes: Vec<(&'t str, String)>,
    },
    /// The element that began last, and is still open, ends.
    Close,
    /// Text.
    Text(String),
}

/// What may stand in a page.
const ELEMENTS: [&str; 29] = [
    "aside", "b", "col", "colgroup", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "header",
    "i", "li", "ol", "p", "section", "span", "table", "tbody", "td", "th", "thead", "tr", "u",
    "ul", "br", "svg",
];

/// What may stand in a drawing.
const DRAWN: [&str; 7] = ["circle", "g", "line", "path", "polyline", "rect", "text"];

/// Elements without an end.
const EMPTY: [&str; 2] = ["br", "col"];

/// What elements may say of themselves. None of it runs, and none goes anywhere.
const ATTRIBUTES: [&str; 26] = [
    "aria-hidden",
    "aria-label",
    "class",
    "cx",
    "cy",
    "d",
    "data-code",
    "data-leaf",
    "data-page-of",
    "data-slot",
    "fill",
    "height",
    "id",
    "lang",
    "points",
    "r",
    "role",
    "scope",
    "stroke",
    "tabindex",
    "text-anchor",
    "transform",
    "viewBox",
    "width",
    "x",
    "y",
];

/// Whether an element belongs to a drawing.
pub fn is_drawn(name: &str) -> bool {
    name == "svg" || DRAWN.contains(&name)
}

/// Takes markup apart; nothing where it is not ours.
pub fn pieces(markup: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = markup;
    while !rest.is_empty() {
        let Some(tag) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            pieces.push(Piece::Text(unescaped(&rest[..end])?));
            rest = &rest[end..];
            continue;
        };
        if let Some(name) = tag.strip_prefix('/') {
            let (name, after) = name.split_once('>')?;
            if open.pop() != Some(name) {
                return None;
            }
            pieces.push(Piece::Close);
            rest = after;
            continue;
        }
        let (name, mut tag) = word(tag);
        if !ELEMENTS.contains(&name) && !DRAWN.contains(&name) {
            return None;
        }
        let mut attributes = Vec::new();
        while let Some(attribute) = tag.strip_prefix(' ') {
            let (name, after) = word(attribute);
            let (value, after) = after.strip_prefix("=\"")?.split_once('"')?;
            let value = unescaped(value)?;
            if !ATTRIBUTES.contains(&name) {
                return None;
            }
            attributes.push((name, value));
            tag = after;
        }
        let closes_itself = tag.starts_with("/>");
        rest = tag.strip_prefix("/>").or_else(|| tag.strip_prefix('>'))?;
        pieces.push(Piece::Open { name, attributes });
        if closes_itself || EMPTY.contains(&name) {
            pieces.push(Piece::Close);
        } else {
            open.push(name);
        }
    }
    open.is_empty().then_some(pieces)
}

/// A name, and what stands behind it.
fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len()))
}

/// What escaped text says; nothing where it is not escaped as ours is.
fn unescaped(text: &str) -> Option<String> {
    const NAMES: [(&str, char); 5] =
        [("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("nbsp;", '\u{a0}')];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (name, c) = NAMES.iter().find(|(name, _)| after.starts_with(name))?;
        out.push(*c);
        rest = &after[name.len()..];
    }
    out.push_str(rest);
    (!rest.contains('>')).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::export::Book;
    use crate::model::export::paper::{Size, print};
    use crate::model::text::Locale;
    use crate::testing::pack;
    use crate::words::paper::labels;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn text(text: &str) -> Piece<'_> {
        Piece::Text(text.to_owned())
    }

    #[test]
    fn markup_comes_apart() {
        let attributes = vec![("class", "a \"b\"".to_owned()), ("data-leaf", "x".to_owned())];
        assert_eq!(
            pieces("<p class=\"a &quot;b&quot;\" data-leaf=\"x\">1 &lt; <b>2</b><br></p>"),
            Some(vec![
                Piece::Open { name: "p", attributes },
                text("1 < "),
                Piece::Open { name: "b", attributes: Vec::new() },
                text("2"),
                Piece::Close,
                Piece::Open { name: "br", attributes: Vec::new() },
                Piece::Close,
                Piece::Close,
            ])
        );
        let path = vec![("d", "M0 0".to_owned())];
        let path = Piece::Open { name: "path", attributes: path };
        assert_eq!(pieces("<path d=\"M0 0\"/>"), Some(vec![path, Piece::Close]));
    }

    #[test]
    fn what_is_not_ours_gives_nothing() {
        for foreign in [
            "<script>1</script>",
            "<p onclick=\"1\"></p>",
            "<p style=\"color:red\"></p>",
            "<img src=\"x\">",
            "<a href=\"#\">x</a>",
            "<p",
            "<p>",
            "</p>",
            "<p></b>",
            "<p class=x></p>",
            "<p hidden></p>",
            "<P></P>",
            "<!-- x -->",
            "a & b",
            "a &#60; b",
            "a > b",
        ] {
            assert_eq!(pieces(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn every_sheet_on_paper_comes_apart() {
        for (id, locale) in
            [("community", Locale::ZhHans), ("independent", Locale::En), ("gallery", Locale::En)]
        {
            let pack = pack(id, locale);
            let book = Book::of(&pack, BTreeMap::new(), None, "2026-01-31");
            for is_blank in [true, false] {
                let printed = print(&book, labels(locale), is_blank, Size::A4);
                assert!(pieces(&printed.html).is_some_and(|all| all.len() > 100), "{id}");
            }
        }
    }

    #[test]
    fn a_drawing_and_what_stands_in_it_are_drawn() {
        assert!(is_drawn("svg") && is_drawn("path") && !is_drawn("p"));
    }

    proptest! {
        #[test]
        fn any_text_comes_apart_or_not_at_all(text in "[<>/&;=\" a-c]{0,40}|(?s).{0,40}") {
            let _ = pieces(&text);
        }
    }
}
