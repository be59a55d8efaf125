//! Splits a file into the values in it, without parsing them, so that memory is bounded by the largest value
//! that is allowed, and a damaged value does not affect the others.

use std::io::{self, BufRead};

/// The maximum size of an item, in bytes.
pub const MAX_VALUE: usize = 32 << 20;
/// How much is returned of a value that is too large or cut off, in bytes: enough to recognize what it is.
const START: usize = 64 << 10;
/// The longest name of a key that matters, in bytes.
const MAX_KEY: usize = 16;
/// The keys of arrays that hold items, in an object around them or in its `data`.
const LISTS: [&[u8]; 4] = [b"items", b"_items", b"item", b"newsitems"];

/// A part of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// A value.
    Value(Vec<u8>),
    /// The start of a value that is too large.
    TooLarge(Vec<u8>),
    /// The start of a value that does not end.
    CutOff(Vec<u8>),
}

/// Where the scanner is in the structure around the items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    /// Nothing is around them: one value comes after the other.
    Nothing,
    /// They are in an array that is a value of the file.
    Array,
    /// They are in an array that is in this many nested objects.
    Objects(u8),
    /// That array has ended, and this many objects are still open.
    After(u8),
}

/// Splits a file.
pub struct Scanner<R> {
    reader: R,
    around: Around,
    is_at_start: bool,
}

impl<R: BufRead> Scanner<R> {
    /// Makes a scanner at the start of a file.
    pub fn new(reader: R) -> Self {
        Self {
            reader,
            around: Around::Nothing,
            is_at_start: true,
        }
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.reader.fill_buf()?.first().copied())
    }

    /// Returns the next value, or `None` at the end.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn next_piece(&mut self) -> io::Result<Option<Piece>> {
        loop {
            if let Around::After(depth) = self.around {
                self.skip_rest(depth)?;
                self.around = Around::Nothing;
            }
            let Some(byte) = self.peek()? else {
                return Ok(None);
            };
            if byte.is_ascii_whitespace() || byte == b',' {
                self.reader.consume(1);
                continue;
            }
            if self.is_at_start && byte == 0xef {
                // A byte order mark in UTF-8.
                let ready = self.reader.fill_buf()?.len();
                self.reader.consume(ready.min(3));
                continue;
            }
            self.is_at_start = false;
            match (byte, self.around) {
                (b'[', Around::Nothing) => {
                    self.reader.consume(1);
                    self.around = Around::Array;
                }
                (b']', Around::Array) => {
                    self.reader.consume(1);
                    self.around = Around::Nothing;
                }
                (b']', Around::Objects(depth)) => {
                    self.reader.consume(1);
                    self.around = Around::After(depth);
                }
                _ => {
                    if let Some(piece) = self.value()? {
                        return Ok(Some(piece));
                    }
                }
            }
        }
    }

    /// Reads a value. Returns `None` if it turns out to be an object around the items.
    fn value(&mut self) -> io::Result<Option<Piece>> {
        let mut value = Growing::default();
        let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
        // The last string in each of the two objects that can be around items.
        let mut keys: [Key; 2] = [Key::default(), Key::default()];
        let may_be_around = self.around == Around::Nothing;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                // A bare word, such as a number, can end where the file ends.
                return Ok(Some(match depth == 0 && !in_string {
                    true => Piece::Value(value.bytes),
                    false => Piece::CutOff(value.start()),
                }));
            }
            let mut used = 0;
            let mut end = None;
            for &byte in buffer {
                let is_list =
                    !in_string && byte == b'[' && may_be_around && holds_items(&keys, depth);
                let level = depth.checked_sub(1).and_then(|level| keys.get_mut(level));
                if in_string {
                    match byte {
                        _ if is_escaped => is_escaped = false,
                        b'\\' => is_escaped = true,
                        b'"' => in_string = false,
                        _ => {
                            if let Some(key) = level {
                                key.push(byte);
                            }
                        }
                    }
                } else {
                    match byte {
                        b'"' => {
                            in_string = true;
                            if let Some(key) = level {
                                key.clear();
                            }
                        }
                        b'[' if is_list => {
                            end = Some(End::Around(depth as u8));
                        }
                        b'{' | b'[' => depth += 1,
                        b'}' | b']' => {
                            depth = depth.saturating_sub(1);
                            if depth == 0 {
                                end = Some(End::Value { with_byte: true });
                            }
                        }
                        _ if depth == 0 && (byte == b',' || byte.is_ascii_whitespace()) => {
                            end = Some(End::Value { with_byte: false });
                        }
                        b',' | b':' => {}
                        _ if byte.is_ascii_whitespace() => {}
                        _ => {
                            if let Some(key) = level {
                                key.clear();
                            }
                        }
                    }
                }
                if matches!(end, Some(End::Value { with_byte: false })) {
                    break;
                }
                used += 1;
                if end.is_some() {
                    break;
                }
            }
            value.push(&buffer[..used]);
            self.reader.consume(used);
            match end {
                None => {}
                Some(End::Around(depth)) => {
                    self.around = Around::Objects(depth);
                    return Ok(None);
                }
                Some(End::Value { .. }) => {
                    return Ok(Some(match value.is_too_large {
                        true => Piece::TooLarge(value.start()),
                        false => Piece::Value(value.bytes),
                    }));
                }
            }
        }
    }

    /// Skips what is left of the objects around the items.
    fn skip_rest(&mut self, depth: u8) -> io::Result<()> {
        let (mut depth, mut in_string, mut is_escaped) = (usize::from(depth), false, false);
        while depth > 0 {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok(());
            }
            let mut used = 0;
            for &byte in buffer {
                used += 1;
                match byte {
                    _ if is_escaped => is_escaped = false,
                    b'\\' if in_string => is_escaped = true,
                    b'"' => in_string = !in_string,
                    b'{' | b'[' if !in_string => depth += 1,
                    b'}' | b']' if !in_string => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            self.reader.consume(used);
        }
        Ok(())
    }
}

/// How a value ends.
enum End {
    /// It is complete, with the current byte or without it.
    Value { with_byte: bool },
    /// It turned out to be around the items, which are in this many nested objects.
    Around(u8),
}

/// Returns whether an array that starts now holds items.
fn holds_items(keys: &[Key; 2], depth: usize) -> bool {
    match depth {
        1 => keys[0].is_one_of(&LISTS),
        2 => keys[0].is_one_of(&[b"data"]) && keys[1].is_one_of(&LISTS),
        _ => false,
    }
}

/// The start of a key.
#[derive(Default)]
struct Key {
    bytes: [u8; MAX_KEY],
    len: usize,
}

impl Key {
    fn clear(&mut self) {
        self.len = 0;
    }

    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte;
        }
        self.len += 1;
    }

    fn is_one_of(&self, names: &[&[u8]]) -> bool {
        self.bytes
            .get(..self.len)
            .is_some_and(|key| names.contains(&key))
    }
}

/// The bytes of a value, up to the limit.
#[derive(Default)]
struct Growing {
    bytes: Vec<u8>,
    is_too_large: bool,
}

impl Growing {
    fn push(&mut self, bytes: &[u8]) {
        if self.is_too_large {
            return;
        }
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() > MAX_VALUE {
            self.is_too_large = true;
            self.bytes.truncate(START);
            self.bytes.shrink_to_fit();
        }
    }

    fn start(mut self) -> Vec<u8> {
        self.bytes.truncate(START);
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    fn pieces_by(text: &str, buffer: usize) -> Vec<Piece> {
        let mut scanner = Scanner::new(BufReader::with_capacity(buffer, text.as_bytes()));
        let mut pieces = Vec::new();
        while let Some(piece) = scanner.next_piece().unwrap() {
            pieces.push(piece);
        }
        pieces
    }

    fn values(text: &str) -> Vec<String> {
        let small = pieces_by(text, 3);
        assert_eq!(
            small,
            pieces_by(text, 4096),
            "the buffer makes no difference"
        );
        small
            .into_iter()
            .map(|piece| match piece {
                Piece::Value(bytes) => String::from_utf8(bytes).unwrap(),
                Piece::TooLarge(_) => "too large".into(),
                Piece::CutOff(_) => "cut off".into(),
            })
            .collect()
    }

    #[test]
    fn items_are_found_in_every_container() {
        let items = [
            "{\"uri\":\"a]}\\\"\"}",
            "{\"uri\":\"b\",\"x\":[{\"items\":[1]}]}",
        ];
        let [a, b] = items;
        for text in [
            format!("{a}\n{b}\n"),
            format!("{a}{b}"),
            format!("[{a}, {b}]"),
            format!(" [\n{a},\n{b}\n]\n"),
            format!("{{\"total\": 2, \"items\": [{a},{b}], \"next\": {{\"x\": \"]}}\"}}}}"),
            format!("{{\"_items\":[{a},{b}]}}"),
            format!("{{\"api\":\"1\",\"data\":{{\"query\":\"q\",\"items\":[{a},{b}]}},\"y\":[1]}}"),
            format!("[{a}][{b}]"),
        ] {
            assert_eq!(values(&text), items, "{text}");
        }
        // An item that has a list of that name deeper is one item.
        let nested = "{\"uri\":\"a\",\"associations\":{\"items\":[{\"uri\":\"b\"}]}}";
        assert_eq!(values(nested), [nested]);
    }

    #[test]
    fn a_file_that_is_cut_off_says_so() {
        assert_eq!(
            values("[{\"uri\":\"a\"},{\"uri\":\"b"),
            ["{\"uri\":\"a\"}", "cut off"]
        );
        assert_eq!(values("{\"items\":[{\"uri\":\"a\"}"), ["{\"uri\":\"a\"}"]);
        assert_eq!(values(""), [""; 0]);
        assert_eq!(values("word"), ["word"]);
    }

    #[test]
    fn a_value_that_is_too_large_costs_no_memory_and_no_other() {
        let large = "x".repeat(MAX_VALUE);
        let text = format!("[{{\"a\":\"{large}\"}},{{\"uri\":\"b\"}}]");
        let mut scanner = Scanner::new(BufReader::new(text.as_bytes()));
        let Some(Piece::TooLarge(start)) = scanner.next_piece().unwrap() else {
            panic!("it is too large");
        };
        assert_eq!(start.len(), START);
        assert_eq!(
            scanner.next_piece().unwrap(),
            Some(Piece::Value(b"{\"uri\":\"b\"}".to_vec()))
        );
    }

    proptest! {
        #[test]
        fn whatever_comes_it_ends(text in "[\\[\\]{}\",:\\\\a1 \n]{0,60}") {
            let small = pieces_by(&text, 2);
            prop_assert_eq!(small, pieces_by(&text, 4096));
        }
    }
}
