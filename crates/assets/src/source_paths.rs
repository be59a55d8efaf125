//! Blanks the paths of the libraries' source files in the WebAssembly.
//!
//! The compiler writes them for the messages of panics, with the folders of the machine that built
//! the app. They say nothing to a reader, and a panic's message and line stay.

use std::ops::Range;
use wasmparser::{BinaryReaderError, Parser, Payload};

/// What the paths contain: of libraries from a registry, and of the standard library as rustup and as
/// Linux distributions install it.
const MARKS: [&[u8]; 3] = [b"/registry/src/", b"/rustlib/src/rust/library/", b"/rustc/"];

/// How a path ends.
const END: &[u8] = b".rs";

/// What replaces each byte of a path. All lengths stay.
const BLANK: u8 = b'.';

/// Blanks the paths in the data of the module.
///
/// # Errors
/// Returns an error if the bytes are not a WebAssembly module.
pub fn blank(wasm: &mut [u8]) -> Result<(), BinaryReaderError> {
    let mut sections: Vec<Range<usize>> = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::DataSection(section) = payload? {
            let [start, end] = [section.range().start, section.range().end]
                .map(|index| usize::try_from(index).unwrap_or(usize::MAX));
            sections.push(start..end);
        }
    }
    for section in sections {
        if let Some(data) = wasm.get_mut(section) {
            blank_data(data);
        }
    }
    Ok(())
}

fn blank_data(data: &mut [u8]) {
    for mark in MARKS {
        let starts: Vec<usize> = (0..data.len())
            .filter(|&start| data[start..].starts_with(mark))
            .collect();
        let folder = common_folder(data, &starts).len();
        for start in starts {
            let path = data[start..].iter().take_while(|byte| is_in_path(**byte));
            let path = &data[start..start + path.count()];
            if let Some(end) = path.windows(END.len()).position(|part| part == END) {
                data[start - folder..start + end + END.len()].fill(BLANK);
            }
        }
    }
}

/// Returns the folder that stands before the mark at each of the `starts`, such as `/home/ann/.cargo`.
/// Strings have no borders in the data, so one path alone does not show where its folder begins.
fn common_folder<'a>(data: &'a [u8], starts: &[usize]) -> &'a [u8] {
    let [first, second, rest @ ..] = starts else {
        return &[];
    };
    let mut length = 0;
    let byte = |start: usize, length: usize| start.checked_sub(length + 1).map(|at| data[at]);
    while let Some(expected) = byte(*first, length)
        && is_in_path(expected)
        && [second]
            .into_iter()
            .chain(rest)
            .all(|start| byte(*start, length) == Some(expected))
    {
        length += 1;
    }
    let common = &data[first - length..*first];
    let slash = common.iter().position(|byte| *byte == b'/');
    slash.map_or(&[], |slash| &common[slash..])
}

/// Returns whether a byte can be part of a path: no white space, no control characters, no quotation
/// marks.
fn is_in_path(byte: u8) -> bool {
    !byte.is_ascii_control() && !matches!(byte, b' ' | b'"' | b'\'' | b'`')
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{ConstExpr, DataSection, MemorySection, MemoryType, Module};

    /// Returns what the data is after blanking, in a module that is still valid.
    fn blanked(data: &str) -> String {
        let mut module = Module::new();
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        module.section(&memories);
        let mut section = DataSection::new();
        section.active(0, &ConstExpr::i32_const(0), data.bytes());
        module.section(&section);
        let mut wasm = module.finish();
        blank(&mut wasm).unwrap();
        wasmparser::validate(&wasm).unwrap();
        String::from_utf8(wasm[wasm.len() - data.len()..].to_vec()).unwrap()
    }

    #[test]
    fn paths_of_libraries_become_dots() {
        let text = "a list/home/ann/.cargo/registry/src/index-1/slab-0.4/src/lib.rs\
            Popular/home/ann/.cargo/registry/src/index-1/url-2/src/a.rsmain";
        let dots = |path: &str| ".".repeat(path.len());
        let expected = format!(
            "a list{}Popular{}main",
            dots("/home/ann/.cargo/registry/src/index-1/slab-0.4/src/lib.rs"),
            dots("/home/ann/.cargo/registry/src/index-1/url-2/src/a.rs"),
        );
        assert_eq!(blanked(text), expected);
    }

    #[test]
    fn the_folder_of_a_single_path_stays() {
        let dots = ".".repeat("/rustc/0123/library/core/src/cell.rs".len());
        assert_eq!(
            blanked("World/rustc/0123/library/core/src/cell.rs"),
            format!("World{dots}")
        );
        let text = blanked("a/usr/lib/rustlib/src/rust/library/std/src/rt.rs");
        assert!(
            text.starts_with("a/usr/lib....") && text.ends_with("...."),
            "{text}"
        );
    }

    #[test]
    fn other_text_stays() {
        for text in [
            "src/data/loader.rs and /tag/rust",
            "/registry/src/ of a town hall.rs",
            "/rustc/",
        ] {
            assert_eq!(blanked(text), text);
        }
    }

    #[test]
    fn bytes_that_are_no_module_are_an_error() {
        assert!(blank(&mut b"not WebAssembly".to_owned()).is_err());
    }
}
