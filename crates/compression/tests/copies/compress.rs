//! Files compress to copies that other decoders read.

use crate::decompress::decompress;
use frontpage_compression::{Effort, compress, shared_prefixes};

fn text(lines: usize) -> Vec<u8> {
    let line = |n| format!("<p>Line {n} of a story that goes on for a while.</p>\n");
    (0..lines).map(line).collect::<String>().into_bytes()
}

#[test]
fn compressed_files_decompress_to_the_original() {
    for lines in [12, 500, 20_000] {
        for effort in [Effort::Page, Effort::Asset] {
            let bytes = text(lines);
            let packed = compress(&bytes, effort, &[]).unwrap();
            assert!(packed.br.len() < packed.gz.len() && packed.gz.len() < bytes.len() / 2);
            assert!(decompress(&packed) == (bytes.clone(), bytes));
        }
    }
}

#[test]
fn a_page_continues_from_its_shared_prefix() {
    let (head, other) = (text(100), text(90));
    let beginnings = shared_prefixes(&[&head, &other]);
    let page = [head, text(300)].concat();
    let begun = compress(&page, Effort::Page, &beginnings).unwrap();
    assert_ne!(begun, compress(&page, Effort::Page, &[]).unwrap());
    assert!(decompress(&begun) == (page.clone(), page.clone()));
    // Assets never use a shared prefix, nor does a page that ends with it.
    let asset = compress(&page, Effort::Asset, &beginnings);
    assert_eq!(asset, compress(&page, Effort::Asset, &[]));
    let bare = compress(&other, Effort::Page, &beginnings[1..]);
    assert_eq!(bare, compress(&other, Effort::Page, &[]));
}

#[test]
fn assets_are_compressed_better_than_pages() {
    let bytes = text(500);
    let [page, asset] = [Effort::Page, Effort::Asset].map(|effort| compress(&bytes, effort, &[]));
    assert!(asset.unwrap().br.len() < page.unwrap().br.len());
}

#[test]
fn the_same_bytes_give_the_same_copies_without_a_time() {
    let bytes = text(100);
    let packed = compress(&bytes, Effort::Page, &[]).unwrap();
    assert_eq!(compress(&bytes, Effort::Page, &[]), Some(packed.clone()));
    // RFC 1952, §2.3: the flags say that there is no name; the four bytes of the time are zero.
    assert_eq!(packed.gz[3..8], [0, 0, 0, 0, 0]);
}

#[test]
fn a_file_that_would_not_shrink_has_no_copies() {
    assert_eq!(compress(b"", Effort::Page, &[]), None);
    assert_eq!(compress(&text(5), Effort::Page, &[]), None);
    // Bytes without any pattern: the hashes of numbers.
    let noise: Vec<u8> = (0..100_u32)
        .flat_map(|n| *blake3::hash(&n.to_le_bytes()).as_bytes())
        .collect();
    assert_eq!(compress(&noise, Effort::Asset, &[]), None);
}
