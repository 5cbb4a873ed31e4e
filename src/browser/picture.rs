//! Pictures: a card drawn for posting, and bytes as the address of an image.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, Path2d};

use super::page::{document, window};
use crate::model::picture::{DARK, LIGHT, Palette, Picture};
use crate::model::share::qr::Qr;
use crate::model::text::Locale;
use crate::model::typeset::{Mark, Run, lines};

/// How wide a picture is, in pixels.
const WIDTH: f64 = 1_080.0;
/// Its margin.
const MARGIN: f64 = 88.0;
/// How wide its text is.
const MEASURE: f64 = WIDTH - 2.0 * MARGIN;
/// How high the sentence may get before its type gets smaller.
const TALL: f64 = 820.0;
/// How high a picture may get; what comes after it is left to the link.
const LIMIT: f64 = 4_000.0;
/// The sizes of the sentence's type, the largest first.
const SIZES: [f64; 6] = [78.0, 68.0, 60.0, 53.0, 47.0, 42.0];
/// How large a QR code should be; it may be larger, so that no module gets too small.
const CODE: usize = 236;

const SERIF: &str = "\"Songti SC\", \"Noto Serif CJK SC\", \"Noto Serif SC\", \"Source Han Serif SC\", STSong, SimSun, serif";
const SERIF_LATIN: &str = "\"Iowan Old Style\", Charter, \"Palatino Linotype\", Palatino, \"Noto Serif\", Georgia, \"Noto Serif CJK SC\", serif";
const SANS: &str = "system-ui, \"PingFang SC\", \"HarmonyOS Sans SC\", \"Microsoft YaHei\", \"Noto Sans CJK SC\", sans-serif";

/// Bytes of a PNG as the address of an image.
pub fn address_of_png(png: &[u8]) -> Option<String> {
    let binary: String = png.iter().map(|byte| char::from(*byte)).collect();
    let text = window()?.btoa(&binary).ok()?;
    Some(format!("data:image/png;base64,{text}"))
}

/// Draws a picture; gives it as the address of a PNG.
pub fn draw(picture: &Picture, qr: Option<&Qr>) -> Option<String> {
    let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let brush = Brush { context, picture, colours: if picture.is_dark { DARK } else { LIGHT } };
    let plan = brush.plan(qr);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most LIMIT
    let (width, height) = (WIDTH as u32, plan.height as u32);
    canvas.set_width(width);
    canvas.set_height(height);
    brush.paint(&plan, qr).ok()?;
    canvas.to_data_url_with_type("image/png").ok()
}

struct Brush<'p> {
    context: CanvasRenderingContext2d,
    picture: &'p Picture,
    colours: Palette,
}

/// What goes where.
struct Plan {
    size: f64,
    sentence: Vec<Vec<Run>>,
    /// Where the sentence's first line stands.
    top: f64,
    /// Label, lines of words, and where the label stands.
    others: Vec<(String, Vec<Vec<Run>>, f64)>,
    /// Where the dashed line is.
    rule: f64,
    /// How many pixels a module of the code is, and how wide it is.
    code: Option<(usize, f64)>,
    height: f64,
}

impl Brush<'_> {
    fn serif(&self) -> &'static str {
        if self.picture.locale == Locale::ZhHans { SERIF } else { SERIF_LATIN }
    }

    fn measure(&self, text: &str) -> f64 {
        self.context.measure_text(text).map_or(0.0, |metrics| metrics.width())
    }

    fn set_font(&self, weight: u16, size: f64, family: &str) {
        // Sizes are whole, and printing fractions would weigh as much as the drawing.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below 100
        let size = size as u32;
        self.context.set_font(&format!("{weight} {size}px {family}"));
    }

    fn set_mark(&self, mark: Mark, size: f64) {
        let weight = if matches!(mark, Mark::Written | Mark::Last) { 700 } else { 400 };
        self.set_font(weight, size, self.serif());
    }

    /// Sets runs into lines of a size of type.
    fn set(&self, runs: &[Run], size: f64, width: f64) -> Vec<Vec<Run>> {
        lines(runs, width, |text, mark| {
            self.set_mark(mark, size);
            self.measure(text)
        })
    }

    fn leading(&self) -> f64 {
        if self.picture.locale == Locale::ZhHans { 1.85 } else { 1.6 }
    }

    fn plan(&self, qr: Option<&Qr>) -> Plan {
        let runs = &self.picture.runs;
        let mut size = 0.0;
        let mut sentence = Vec::new();
        for next in SIZES {
            size = next;
            sentence = self.set(runs, size, MEASURE);
            if height(&sentence, size * self.leading()) <= TALL {
                break;
            }
        }
        let code = qr.map(|qr| {
            let pixels = (CODE / qr.width()).max(3);
            #[allow(clippy::cast_precision_loss)] // a few hundred
            let wide = (qr.width() * pixels) as f64;
            (pixels, wide)
        });
        let foot = code.map_or(120.0, |(_, side)| side.max(120.0)) + 2.0 * 56.0 + 20.0;
        let top = 210.0;
        let mut y = top + height(&sentence, size * self.leading());
        let mut others = Vec::new();
        for (label, words) in &self.picture.others {
            let run = Run { text: words.clone(), mark: Mark::Frame };
            let set = self.set(&[run], 36.0, MEASURE);
            let needed = 92.0 + height(&set, 58.0);
            if y + needed + foot > LIMIT {
                break;
            }
            others.push((label.clone(), set, y + 44.0));
            y += needed;
        }
        // A short card is square: its sentence stands in the middle of the room above the line.
        let spare = (WIDTH - (y + 40.0 + foot)).max(0.0);
        for (.., at) in &mut others {
            *at += spare * 0.4;
        }
        let rule = y + 40.0 + spare;
        Plan { size, sentence, top: top + spare * 0.4, others, rule, code, height: rule + foot }
    }

    fn paint(&self, plan: &Plan, qr: Option<&Qr>) -> Result<(), JsValue> {
        let (context, colours) = (&self.context, &self.colours);
        let fill = |colour: &str| context.set_fill_style_str(colour);
        fill(colours.paper);
        context.fill_rect(0.0, 0.0, WIDTH, plan.height);
        context.set_text_baseline("alphabetic");

        self.set_font(400, 31.0, SANS);
        fill(colours.ink_soft);
        self.spaced(&self.picture.caption, MARGIN, 128.0)?;

        let leading = plan.size * self.leading();
        let mut baseline = plan.top + plan.size * 0.86;
        for line in &plan.sentence {
            self.line(line, plan.size, baseline)?;
            baseline += leading;
        }
        for (label, set, at) in &plan.others {
            self.set_font(400, 27.0, SANS);
            fill(colours.ink_soft);
            context.fill_text(label, MARGIN, at + 24.0)?;
            let mut baseline = at + 82.0;
            for line in set {
                self.line(line, 36.0, baseline)?;
                baseline += 58.0;
            }
        }

        context.set_stroke_style_str(colours.line);
        context.set_line_width(2.0);
        let dashes = js_sys::Array::of2(&9.0.into(), &7.0.into());
        context.set_line_dash(&dashes)?;
        context.begin_path();
        context.move_to(MARGIN, plan.rule);
        context.line_to(WIDTH - MARGIN, plan.rule);
        context.stroke();
        context.set_line_dash(&js_sys::Array::new())?;

        let mut room = MEASURE - 108.0;
        let foot = plan.rule + 56.0;
        let mut bottom = foot + 120.0;
        if let (Some((pixels, side)), Some(qr)) = (plan.code, qr) {
            self.code(qr, pixels, WIDTH - MARGIN - side, foot);
            room -= side + 40.0;
            bottom = foot + side.max(120.0);
        }
        self.mark(MARGIN - 4.0, bottom - 100.0)?;
        self.words(MARGIN + 108.0, bottom, room)
    }

    /// A line of the sentence: what was written stands on a mark.
    fn line(&self, line: &[Run], size: f64, baseline: f64) -> Result<(), JsValue> {
        let mut x = MARGIN;
        for run in line {
            self.set_mark(run.mark, size);
            let width = self.measure(&run.text);
            let under = match run.mark {
                Mark::Written => Some(self.colours.sprout_mark),
                Mark::Last => Some(self.colours.seed_mark),
                Mark::Frame | Mark::Blank => None,
            };
            if let Some(colour) = under {
                self.context.set_fill_style_str(colour);
                self.context.fill_rect(x, baseline - size * 0.26, width, size * 0.4);
            }
            let is_blank = run.mark == Mark::Blank;
            let colour = if is_blank { self.colours.edge } else { self.colours.ink };
            self.context.set_fill_style_str(colour);
            self.context.fill_text(&run.text, x, baseline)?;
            x += width;
        }
        Ok(())
    }

    /// The caption: Chinese letters stand apart, as on the page.
    fn spaced(&self, text: &str, x: f64, baseline: f64) -> Result<(), JsValue> {
        if self.picture.locale != Locale::ZhHans || text.chars().count() > 16 {
            return self.context.fill_text(text, x, baseline);
        }
        let mut x = x;
        for c in text.chars() {
            let letter = c.encode_utf8(&mut [0; 4]).to_owned();
            self.context.fill_text(&letter, x, baseline)?;
            x += self.measure(&letter) + 9.0;
        }
        Ok(())
    }

    /// The sprout.
    fn mark(&self, x: f64, y: f64) -> Result<(), JsValue> {
        let path = Path2d::new_with_path_string;
        let context = &self.context;
        context.save();
        context.translate(x, y)?;
        context.scale(2.9, 2.9)?;
        context.set_fill_style_str(self.colours.sprout);
        context.fill_with_path_2d(&path("M15 16C14 9 9 6 3 6c0 7 4 11 12 10Z")?);
        context.set_fill_style_str(self.colours.sprout_young);
        context.fill_with_path_2d(&path("M17 14c0-6 5-9 11-9 0 6-4 10-11 9Z")?);
        context.set_line_width(2.2);
        context.set_line_cap("round");
        context.set_stroke_style_str(self.colours.sprout);
        context.stroke_with_path(&path("M16 27V14")?);
        context.set_stroke_style_str(self.colours.seed);
        context.stroke_with_path(&path("M7 28h18")?);
        context.restore();
        Ok(())
    }

    /// Whose page it is, and how to get to the card.
    fn words(&self, x: f64, bottom: f64, room: f64) -> Result<(), JsValue> {
        let run = Run { text: self.picture.invitation.clone(), mark: Mark::Frame };
        let set = lines(&[run], room, |text, _| {
            self.set_font(400, 28.0, SANS);
            self.measure(text)
        });
        let first = bottom - 16.0 - height(&set, 42.0) + 42.0;
        self.set_font(700, 34.0, self.serif());
        self.context.set_fill_style_str(self.colours.ink);
        self.context.fill_text(&self.picture.name, x, first - 46.0)?;
        self.set_font(400, 28.0, SANS);
        self.context.set_fill_style_str(self.colours.ink_soft);
        let mut baseline = first;
        for line in &set {
            let text: String = line.iter().map(|run| run.text.as_str()).collect();
            self.context.fill_text(&text, x, baseline)?;
            baseline += 42.0;
        }
        Ok(())
    }

    /// The code on white, by night too: readers want it dark on light.
    #[allow(clippy::cast_precision_loss)] // a few hundred
    fn code(&self, qr: &Qr, pixels: usize, x: f64, y: f64) {
        let side = (qr.width() * pixels) as f64;
        let (x, y) = (x.round(), y.round());
        self.context.set_fill_style_str("#ffffff");
        self.context.fill_rect(x, y, side, side);
        self.context.set_fill_style_str("#000000");
        for row in 0..qr.width() {
            for column in (0..qr.width()).filter(|column| qr.is_dark(*column, row)) {
                let at = |place: usize| (place * pixels) as f64;
                self.context.fill_rect(x + at(column), y + at(row), pixels as f64, pixels as f64);
            }
        }
    }
}

#[allow(clippy::cast_precision_loss)] // a few hundred
fn height(lines: &[Vec<Run>], leading: f64) -> f64 {
    lines.len() as f64 * leading
}
