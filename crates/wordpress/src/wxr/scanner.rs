//! Splits an export into its head and its items without parsing it, in bounded memory.

use memchr::{memchr, memmem};
use std::io::{self, Read};

/// The maximum size of an item, in bytes. A book of 1,000 pages has 2 million characters.
pub const MAX_ITEM: usize = 32 << 20;
/// How much is read at a time, in bytes.
const CHUNK: usize = 256 << 10;

/// A part of an export.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// Everything before the first item. It is empty if it is larger than [`MAX_ITEM`].
    Head(Vec<u8>),
    /// An item, from its start tag to its end tag.
    Item {
        /// Where it starts, in bytes from the start of the export.
        at: u64,
        /// The XML.
        bytes: Vec<u8>,
    },
    /// An item that is larger than [`MAX_ITEM`].
    TooLarge {
        /// Where it starts, in bytes from the start of the export.
        at: u64,
    },
    /// An item that does not end: the export is cut off.
    CutOff {
        /// Where it starts, in bytes from the start of the export.
        at: u64,
    },
}

enum Token {
    ItemStart,
    ItemEnd,
    Other,
    End,
}

/// Reads an export piece by piece.
pub struct ItemScanner<R> {
    reader: R,
    buffer: Vec<u8>,
    /// How many bytes of the buffer are scanned.
    cursor: usize,
    /// Where the buffer starts in the export.
    offset: u64,
    /// Whether bytes of the current piece were dropped, because it is too large.
    is_dropped: bool,
    limit: usize,
    has_head: bool,
    /// Whether the start tag of the next item was scanned already.
    is_at_item: bool,
}

impl<R: Read> ItemScanner<R> {
    /// Starts at the beginning of an export.
    pub fn new(reader: R) -> Self {
        Self::with_limit(reader, MAX_ITEM)
    }

    fn with_limit(reader: R, limit: usize) -> Self {
        Self {
            reader,
            buffer: Vec::new(),
            cursor: 0,
            offset: 0,
            is_dropped: false,
            limit,
            has_head: false,
            is_at_item: false,
        }
    }

    /// Returns the next piece, or `None` at the end.
    ///
    /// # Errors
    /// If the reader fails.
    pub fn next_piece(&mut self) -> io::Result<Option<Piece>> {
        if !self.has_head {
            self.has_head = true;
            self.is_at_item = self.skip_to_item(true)?;
            let end = match self.is_at_item {
                true => self.cursor - ITEM.len(),
                false => self.cursor,
            };
            let head = match self.is_dropped {
                true => Vec::new(),
                false => self.buffer[..end].to_vec(),
            };
            return Ok(Some(Piece::Head(head)));
        }
        if !std::mem::take(&mut self.is_at_item) && !self.skip_to_item(false)? {
            return Ok(None);
        }
        self.discard(self.cursor - ITEM.len());
        self.cursor = ITEM.len();
        self.is_dropped = false;
        let at = self.offset;
        loop {
            match self.next_token()? {
                Token::ItemEnd if self.is_dropped => return Ok(Some(Piece::TooLarge { at })),
                Token::ItemEnd => {
                    let bytes = self.buffer[..self.cursor].to_vec();
                    self.discard(self.cursor);
                    return Ok(Some(Piece::Item { at, bytes }));
                }
                // Items are never nested, so the current one has no end tag.
                Token::ItemStart => {
                    self.is_at_item = true;
                    return Ok(Some(Piece::CutOff { at }));
                }
                Token::End => return Ok(Some(Piece::CutOff { at })),
                Token::Other => {}
            }
        }
    }

    /// Scans up to and including the start of the next item. Returns `false` at the end.
    fn skip_to_item(&mut self, keep: bool) -> io::Result<bool> {
        loop {
            match self.next_token()? {
                Token::ItemStart => return Ok(true),
                Token::End => return Ok(false),
                Token::ItemEnd | Token::Other if keep => {}
                Token::ItemEnd | Token::Other => self.discard(self.cursor),
            }
        }
    }

    /// Scans up to the end of the next token.
    fn next_token(&mut self) -> io::Result<Token> {
        loop {
            self.make_room();
            let Some(at) = memchr(b'<', &self.buffer[self.cursor..]) else {
                self.cursor = self.buffer.len();
                if !self.fill()? {
                    return Ok(Token::End);
                }
                continue;
            };
            self.cursor += at;
            while self.buffer.len() - self.cursor < CDATA.len() && self.fill()? {}
            let rest = &self.buffer[self.cursor..];
            if rest.starts_with(CDATA) {
                self.cursor += CDATA.len();
                return self.skip_past(b"]]>");
            }
            if rest.starts_with(b"<!--") {
                self.cursor += b"<!--".len();
                return self.skip_past(b"-->");
            }
            if rest.starts_with(b"</item>") {
                self.cursor += b"</item>".len();
                return Ok(Token::ItemEnd);
            }
            let is_whole = |byte: &u8| *byte == b'>' || byte.is_ascii_whitespace();
            if rest.starts_with(ITEM) && rest.get(ITEM.len()).is_some_and(is_whole) {
                self.cursor += ITEM.len();
                return Ok(Token::ItemStart);
            }
            self.cursor += 1;
        }
    }

    fn skip_past(&mut self, end: &[u8]) -> io::Result<Token> {
        loop {
            if let Some(at) = memmem::find(&self.buffer[self.cursor..], end) {
                self.cursor += at + end.len();
                return Ok(Token::Other);
            }
            // The end mark can begin in the last bytes of the buffer.
            let seen = (self.buffer.len() + 1).saturating_sub(end.len());
            self.cursor = self.cursor.max(seen);
            self.make_room();
            if !self.fill()? {
                self.cursor = self.buffer.len();
                return Ok(Token::End);
            }
        }
    }

    /// Drops the scanned part of a piece that is too large.
    fn make_room(&mut self) {
        if self.cursor > self.limit {
            self.is_dropped = true;
            self.discard(self.cursor);
        }
    }

    fn discard(&mut self, length: usize) {
        self.buffer.drain(..length);
        self.offset += length as u64;
        self.cursor -= length;
    }

    /// Reads more. Returns `false` at the end.
    fn fill(&mut self) -> io::Result<bool> {
        let length = self.buffer.len();
        self.buffer.resize(length + CHUNK, 0);
        let read = loop {
            match self.reader.read(&mut self.buffer[length..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        self.buffer
            .truncate(length + read.as_ref().copied().unwrap_or(0));
        read.map(|read| read > 0)
    }
}

const ITEM: &[u8] = b"<item";
const CDATA: &[u8] = b"<![CDATA[";

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader that returns a few bytes at a time.
    struct Slowly<'a>(&'a [u8]);

    impl Read for Slowly<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.0.len().min(3).min(buffer.len());
            buffer[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    fn pieces(text: &str, limit: usize) -> Vec<String> {
        let mut scanner = ItemScanner::with_limit(Slowly(text.as_bytes()), limit);
        let mut pieces = Vec::new();
        while let Some(piece) = scanner.next_piece().unwrap() {
            let words = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
            pieces.push(match piece {
                Piece::Head(bytes) => format!("head {}", words(bytes)),
                Piece::Item { at, bytes } => {
                    assert!(text.as_bytes()[at as usize..].starts_with(&bytes));
                    words(bytes)
                }
                Piece::TooLarge { at } => format!("too large at {at}"),
                Piece::CutOff { at } => format!("cut off at {at}"),
            });
        }
        pieces
    }

    #[test]
    fn items_are_split_wherever_the_reads_end() {
        let text = "<rss><items/><item>a</item>\n<item x='1'><![CDATA[</item>]]><!-- </item> -->b\
                    </item></rss>";
        assert_eq!(
            pieces(text, 1000),
            [
                "head <rss><items/>",
                "<item>a</item>",
                "<item x='1'><![CDATA[</item>]]><!-- </item> -->b</item>"
            ]
        );
        assert_eq!(pieces("", 1000), ["head "]);
        assert_eq!(pieces("<rss>", 1000), ["head <rss>"]);
    }

    #[test]
    fn a_damaged_item_costs_no_other() {
        assert_eq!(
            pieces("<item>a<item>b</item>", 1000),
            ["head ", "cut off at 0", "<item>b</item>"]
        );
        assert_eq!(
            pieces("<item>a</item><item><![CDATA[b", 1000),
            ["head ", "<item>a</item>", "cut off at 14"]
        );
    }

    #[test]
    fn an_item_beyond_the_limit_is_skipped() {
        let long = "x".repeat(500);
        let text = format!("<item>{long}</item><item><![CDATA[{long}]]></item><item>a</item>");
        assert_eq!(
            pieces(&text, 100),
            [
                "head ",
                "too large at 0",
                "too large at 513",
                "<item>a</item>"
            ]
        );
        let text = format!("{long}<item>a</item>");
        assert_eq!(pieces(&text, 100), ["head ", "<item>a</item>"]);
    }
}
