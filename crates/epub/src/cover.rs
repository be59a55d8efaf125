//! The cover: the first picture of the book, or else a drawing with the newspaper's name and the date.

use crate::Context;
use crate::document::xml;
use frontpage_model::messages;
use frontpage_output::markup::Markup;

/// The name of the drawing's file.
pub const FILE: &str = "cover.svg";
/// The size of the drawing. Libraries of e-books show covers in about this shape.
const WIDTH: u16 = 1600;
const HEIGHT: u16 = 2400;
/// The number of characters after which a line of the name ends with the next word.
const LINE: usize = 9;
/// The number of lines that a name has at most.
const LINES: usize = 6;
/// The width of a letter, as a part of its height, for letters that are wider than most.
const LETTER: f32 = 0.62;
const LARGEST: f32 = 260.0;

/// Returns the drawing. Its letters are text, which the reader's device draws with a font of its own, because a
/// publisher's machine may have none for the language.
pub fn drawing(context: &Context<'_>) -> String {
    let mut out = Markup::for_feed();
    let [width, height] = [WIDTH, HEIGHT].map(|side| side.to_string());
    let size = format!("0 0 {width} {height}");
    let attributes = [
        ("xmlns", Some("http://www.w3.org/2000/svg")),
        ("viewBox", Some(&*size)),
        ("xml:lang", Some(context.words.lang)),
    ];
    out.element("svg", &attributes, |out| {
        out.text_element("title", &context.title);
        let ground = [
            ("width", Some(&*width)),
            ("height", Some(&*height)),
            ("fill", Some("#fff")),
        ];
        out.void("rect", &ground);
        let lines = lines(&context.config.name);
        let longest = lines.iter().map(|line| line.chars().count()).max();
        let room = f32::from(WIDTH) * 0.86;
        let letter = (room / (longest.unwrap_or(1).max(1) as f32 * LETTER)).min(LARGEST);
        let mut at = 700.0;
        for line in &lines {
            text(out, line, at, letter, context.words.dir.as_str());
            at += letter * 1.15;
        }
        let rule = format!("{:.0}", at - letter * 0.5);
        let rule = [
            ("x", Some("160")),
            ("y", Some(&*rule)),
            ("width", Some("1280")),
            ("height", Some("6")),
        ];
        out.void("rect", &rule);
        text(
            out,
            &context.date,
            at + 60.0,
            84.0,
            messages::direction().as_str(),
        );
    });
    xml(out)
}

fn text(out: &mut Markup, line: &str, at: f32, letter: f32, dir: &str) {
    let [at, letter] = [at, letter].map(|number| format!("{number:.0}"));
    let attributes = [
        ("x", Some("800")),
        ("y", Some(&*at)),
        ("font-size", Some(&*letter)),
        ("font-family", Some("serif")),
        ("font-weight", Some("bold")),
        ("text-anchor", Some("middle")),
        ("direction", Some(dir)),
    ];
    out.element("text", &attributes, |out| out.text(line));
}

/// Splits a name at its spaces into lines of about the same length. Text that does not fit on a cover is
/// left out.
fn lines(name: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LINE => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines.truncate(LINES);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_between_words() {
        assert_eq!(
            lines("The Los Angeles Post"),
            ["The Los", "Angeles", "Post"]
        );
        assert_eq!(lines("  Die   Zeit "), ["Die Zeit"]);
        assert_eq!(lines(""), [""; 0]);
        assert_eq!(lines(&"word ".repeat(200)).len(), LINES);
    }
}
