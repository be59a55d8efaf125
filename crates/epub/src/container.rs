//! The container (EPUB 3.3, OCF §4): a ZIP archive that begins with its media type.

use crate::MEDIA_TYPE;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Says where the package document is (OCF §4.2.6.3.1).
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"#;

/// A container that is being written.
pub struct Container(ZipWriter<Cursor<Vec<u8>>>);

impl Container {
    /// Starts the container. Its first file is the media type, which is not compressed (OCF §4.3.3).
    pub fn new() -> std::io::Result<Self> {
        let mut container = Self(ZipWriter::new(Cursor::new(Vec::new())));
        container.file("mimetype", MEDIA_TYPE.as_bytes(), CompressionMethod::Stored)?;
        container.text("META-INF/container.xml", ROOT)?;
        Ok(container)
    }

    /// Adds a document.
    pub fn text(&mut self, path: &str, text: &str) -> std::io::Result<()> {
        self.file(path, text.as_bytes(), CompressionMethod::Deflated)
    }

    /// Adds a picture, which is compressed already.
    pub fn picture(&mut self, path: &str, bytes: &[u8]) -> std::io::Result<()> {
        self.file(path, bytes, CompressionMethod::Stored)
    }

    /// Returns the bytes of the whole container.
    pub fn finish(self) -> std::io::Result<Vec<u8>> {
        Ok(self.0.finish()?.into_inner())
    }

    fn file(&mut self, path: &str, bytes: &[u8], method: CompressionMethod) -> std::io::Result<()> {
        // The time is the same in every book: with the current time, each book would be different.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.0.start_file(path, options)?;
        self.0.write_all(bytes)
    }
}
