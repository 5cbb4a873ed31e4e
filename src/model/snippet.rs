//! What an author pastes into an article, so that a worksheet lives there.

use std::fmt::Write as _;

use super::export::html::escape;
use super::id::{FieldId, SheetRef};
use super::text::Locale;

/// What a frame may do: run its program, save, open links beside it, hand over files, print. The
/// same stands in `src/embed/`.
pub const SANDBOX: &str = "allow-scripts allow-same-origin allow-forms allow-popups \
    allow-popups-to-escape-sandbox allow-downloads allow-modals";

/// What a frame may ask the browser for.
pub const ALLOW: &str = "clipboard-write; web-share";

/// How high a frame is of which no height is known; what does not fit scrolls in it.
const HEIGHT: &str = "640px";

/// How high each sheet is at some widths, in Chinese and in English: as the frame's script has it.
const MEASURED: &str = include_str!("../embed/heights.json");

/// An article on a phone, and how wide its text gets, in pixels.
const PHONE: u32 = 360;
const COLUMN: u32 = 640;
/// What an article leaves free beside its text.
const MARGINS: u32 = 40;
/// How high a frame is in hundredths of its sheet: between two widths, and in other faces, lines
/// break otherwise.
const ROOM: u32 = 106;

/// How high a frame is that no script sizes, as a style says it: as high as the sheet, empty, in an
/// article that is as wide as the window or as its column. Where that is wrong, it scrolls inside.
pub fn frame_height(at: &str, locale: Option<Locale>, widest: Option<u16>) -> Option<String> {
    let line = |name: &str| MEASURED.split_once(&format!("\"{name}\": "))?.1.lines().next();
    // Whole numbers: those with a point would more than double the program that this stands in.
    let numbers = |line: &str| -> Vec<u32> {
        line.split(|c: char| !c.is_ascii_digit()).filter_map(|it| it.parse().ok()).collect()
    };
    let widths = numbers(line("widths")?);
    let measured = numbers(line(at)?);
    let (chinese, english) = measured.split_at_checked(widths.len())?;
    let of_language = |locale: Locale| if locale == Locale::En { english } else { chinese };
    // What a text is high goes with one over its width.
    let height_in = |locale: Locale, width: u32| -> Option<u32> {
        let width = width.clamp(*widths.first()?, *widths.last()?);
        let next = widths.iter().position(|it| *it >= width)?.max(1);
        let (from, to) = (*widths.get(next - 1)?, *widths.get(next)?);
        let (high, low) = (*of_language(locale).get(next - 1)?, *of_language(locale).get(next)?);
        let fall = high.saturating_sub(low) * (width - from) / (to - from) * to / width;
        Some((high - fall.min(high)) * ROOM / 100)
    };
    let height = |width: u32| match locale {
        Some(locale) => height_in(locale, width),
        None => Locale::ALL.into_iter().filter_map(|locale| height_in(locale, width)).max(),
    };
    let wide = widest.map_or(COLUMN, u32::from).min(COLUMN);
    let phone = PHONE - MARGINS;
    let low = height(wide)?;
    if wide <= phone {
        return Some(format!("{low}px"));
    }
    let (tall, highest) = (height(phone)?, height(0)?);
    // A hundredth of the window's width, and the height that is left where it has none.
    let fall = tall.saturating_sub(low) * 100 / (wide - phone);
    let start = tall + fall * PHONE / 100;
    Some(format!("clamp({low}px,{start}px - {fall}vw,{highest}px)"))
}

/// What an author wishes to stand in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The address of the site, without query and fragment.
    pub site: String,
    /// The worksheet.
    pub of: What,
    /// What it is called.
    pub name: String,
    /// The part of it; all where this is empty.
    pub fields: Vec<FieldId>,
    /// The language; nothing to follow the article's.
    pub locale: Option<Locale>,
    /// Light or dark; nothing to follow the article's.
    pub is_dark: Option<bool>,
    /// How wide it may be, in pixels; nothing for as wide as the article.
    pub width: Option<u16>,
}

/// Which worksheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// One of ours.
    Sheet(SheetRef),
    /// An author's file, by its address.
    File(String),
}

impl Snippet {
    /// The element, with the script that makes it work.
    pub fn script(&self) -> String {
        let mut attributes = match &self.of {
            What::Sheet(at) => format!(" sheet=\"{at}\""),
            What::File(address) => format!(" src=\"{}\"", escape(address)),
        };
        if !self.fields.is_empty() {
            let _ = write!(attributes, " fields=\"{}\"", self.fields());
        }
        if let Some(locale) = self.locale {
            let _ = write!(attributes, " lang=\"{locale}\"");
        }
        if let Some(theme) = self.theme() {
            let _ = write!(attributes, " theme=\"{theme}\"");
        }
        if let Some(width) = self.width {
            let _ = write!(attributes, " style=\"max-width:{width}px\"");
        }
        // Inside stands what is shown where scripts do not run.
        let link = "a";
        let inside = self.page().map(|page| {
            format!("<{link} href=\"{}\">{}</{link}>", escape(&page), escape(&self.name))
        });
        format!(
            "<script async src=\"{}embed.js\"></script>\n<sprout-sheet{attributes}>{}</sprout-sheet>",
            escape(&self.folder()),
            inside.unwrap_or_default()
        )
    }

    /// A plain frame, for editors that take no script. A file needs the script to be fetched.
    /// `height` is what [`frame_height`] says; nothing for a part of a sheet.
    pub fn frame(&self, height: Option<&str>) -> Option<String> {
        let height = height.filter(|_| self.fields.is_empty()).unwrap_or(HEIGHT);
        let width = self.width.map(|width| format!("max-width:{width}px;")).unwrap_or_default();
        // The name is put in when it is made: the build takes a whole tag in the program for HTML
        // that the page would write.
        let frame = "iframe";
        Some(format!(
            "<{frame} src=\"{}\" title=\"{}\" loading=\"lazy\" referrerpolicy=\"no-referrer\" \
             sandbox=\"{SANDBOX}\" allow=\"{ALLOW}\" \
             style=\"width:100%;{width}height:{height};border:0\"></{frame}>",
            escape(&self.frame_address()?),
            escape(&self.name)
        ))
    }

    /// The address that a frame loads.
    pub fn frame_address(&self) -> Option<String> {
        let What::Sheet(at) = &self.of else { return None };
        let mut address = format!("{}?embed={at}", self.site);
        if let Some(locale) = self.locale {
            let _ = write!(address, "&lang={locale}");
        }
        if let Some(theme) = self.theme() {
            let _ = write!(address, "&theme={theme}");
        }
        if !self.fields.is_empty() {
            let _ = write!(address, "&fields={}", self.fields());
        }
        Some(address)
    }

    /// The address of the sheet's own page.
    pub fn page(&self) -> Option<String> {
        let What::Sheet(at) = &self.of else { return None };
        let language = self.locale.map(|locale| format!("?lang={locale}")).unwrap_or_default();
        Some(format!("{}{language}#/w/{at}", self.site))
    }

    fn fields(&self) -> String {
        self.fields.iter().map(FieldId::as_str).collect::<Vec<_>>().join(",")
    }

    fn theme(&self) -> Option<&'static str> {
        self.is_dark.map(|is_dark| if is_dark { "dark" } else { "light" })
    }

    /// Where the site's files are.
    fn folder(&self) -> String {
        let end = self.site.rfind('/').map_or(self.site.len(), |at| at + 1);
        self.site[..end].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job() -> Snippet {
        Snippet {
            site: "https://example.org/sheets/".to_owned(),
            of: What::Sheet("community/job".parse().unwrap()),
            name: "The job \"in one line\"".to_owned(),
            fields: Vec::new(),
            locale: None,
            is_dark: None,
            width: None,
        }
    }

    #[test]
    fn the_plain_wish_is_the_short_snippet() {
        assert_eq!(
            job().script(),
            "<script async src=\"https://example.org/sheets/embed.js\"></script>\n\
             <sprout-sheet sheet=\"community/job\"><a href=\"https://example.org/sheets/#/w/community/job\">\
             The job &quot;in one line&quot;</a></sprout-sheet>"
        );
        let frame = job().frame(None).unwrap();
        assert!(
            frame.starts_with("<iframe src=\"https://example.org/sheets/?embed=community/job\""),
            "{frame}"
        );
        assert!(frame.contains("title=\"The job &quot;in one line&quot;\""), "{frame}");
    }

    #[test]
    fn each_wish_is_said() {
        let wished = Snippet {
            fields: vec!["line".parse().unwrap(), "start".parse().unwrap()],
            locale: Some(Locale::En),
            is_dark: Some(true),
            width: Some(360),
            site: "https://example.org/index.html".to_owned(),
            ..job()
        };
        let script = wished.script();
        let said = "sheet=\"community/job\" fields=\"line,start\" lang=\"en\" theme=\"dark\" style=\"max-width:360px\"";
        assert!(script.contains(said), "{script}");
        assert!(
            script.starts_with("<script async src=\"https://example.org/embed.js\""),
            "{script}"
        );
        let frame = wished.frame_address().unwrap();
        assert_eq!(
            frame,
            "https://example.org/index.html?embed=community/job&lang=en&theme=dark&fields=line,start"
        );
        assert_eq!(
            wished.page().unwrap(),
            "https://example.org/index.html?lang=en#/w/community/job"
        );
    }

    #[test]
    fn a_frame_without_a_script_is_as_high_as_its_sheet() {
        let high = |locale, widest| frame_height("community/job", locale, widest).unwrap();
        // 1849 at 280, 1575 at 340, 1279 at 560, 1173 at 720.
        assert_eq!(high(Some(Locale::En), None), "clamp(1293px,2273px - 144vw,1959px)");
        // An author may want it narrower; without a language the higher one counts.
        assert_eq!(high(Some(Locale::En), Some(280)), "1959px");
        assert_eq!(high(None, None), high(Some(Locale::En), None));
        assert_ne!(high(Some(Locale::ZhHans), None), high(None, None));
        assert_eq!(frame_height("community/none", None, None), None);
        let height = high(None, None);
        let style = format!("width:100%;height:{height};border:0");
        assert!(job().frame(Some(&height)).unwrap().contains(&style));
        // How high a part is, nobody knows.
        let part = Snippet { fields: vec!["line".parse().unwrap()], ..job() };
        assert!(part.frame(Some(&height)).unwrap().contains("height:640px"));
    }

    #[test]
    fn a_file_needs_the_script_and_cannot_break_out() {
        let file = Snippet { of: What::File("https://e.org/\"><script>&".to_owned()), ..job() };
        assert_eq!((file.frame(None), file.page()), (None, None));
        assert!(
            file.script()
                .contains("src=\"https://e.org/&quot;&gt;&lt;script&gt;&amp;\"></sprout-sheet>"),
            "{}",
            file.script()
        );
    }
}
