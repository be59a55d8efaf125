//! Lists of stories: which stories contain a term, and where.

use super::bits::BitReader;
#[cfg(feature = "build")]
use super::bits::BitWriter;
use super::wire::ReadError;

/// Where in a story a term is, in ascending order of worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worth {
    /// Once or twice in the body.
    Body,
    /// Three times or more in the body.
    Often,
    /// In the summary, the tags, or the name of an author.
    Summary,
    /// In the headline.
    Headline,
}

impl Worth {
    /// All places, in ascending order of worth.
    #[cfg(feature = "build")]
    pub const ALL: [Self; 4] = [Self::Body, Self::Often, Self::Summary, Self::Headline];

    fn from_code(code: u64) -> Self {
        match code {
            0 => Self::Body,
            1 => Self::Often,
            2 => Self::Summary,
            _ => Self::Headline,
        }
    }
}

/// A story of a tier that contains a term. Stories are numbered from the oldest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The number of the story.
    pub story: u32,
    /// Where the term is.
    pub worth: Worth,
}

/// Returns the parameter of the Rice code for a list: numbers below two to the power of the parameter take
/// the fewest bits. It is not stored, because the decoder can calculate it from what it already knows.
/// See <https://en.wikipedia.org/wiki/Golomb_coding>.
fn rice_bits(stories: u32, count: usize) -> u32 {
    let mean = f64::from(stories) / (count.max(1) as f64);
    let best = (mean * 0.69) as u64;
    best.max(1).ilog2().min(31)
}

#[cfg(feature = "build")]
fn put_gap(bits: &mut BitWriter, rice: u32, gap: u32) {
    bits.put_unary(u64::from(gap) >> rice);
    bits.put(u64::from(gap), rice);
}

fn take_gap(bits: &mut BitReader<'_>, rice: u32) -> Result<u64, ReadError> {
    let high = bits.take_unary()?;
    let low = bits.take(rice)?;
    Ok(high << rice | low)
}

/// Reads the next story after the last one.
fn take_story(
    bits: &mut BitReader<'_>,
    rice: u32,
    next: &mut u64,
    stories: u32,
) -> Result<u32, ReadError> {
    let story = *next + take_gap(bits, rice)?;
    if story >= u64::from(stories) {
        return Err(ReadError::Damaged);
    }
    *next = story + 1;
    u32::try_from(story).map_err(|_| ReadError::Damaged)
}

#[cfg(feature = "build")]
/// Writes a list. The postings have to be in the order of the stories.
pub fn put_postings(bits: &mut BitWriter, stories: u32, postings: &[Posting]) {
    let rice = rice_bits(stories, postings.len());
    let mut next = 0;
    for posting in postings {
        put_gap(bits, rice, posting.story - next);
        next = posting.story + 1;
        match posting.worth {
            Worth::Body => bits.put(0, 1),
            Worth::Often => bits.put(0b10, 2),
            Worth::Summary => bits.put(0b110, 3),
            Worth::Headline => bits.put(0b111, 3),
        }
    }
}

#[cfg(feature = "build")]
/// Returns about how many bytes a list takes: beside the bits of the Rice code, a gap takes one and a half, and the
/// worth of most postings takes one or two.
pub fn postings_bytes(stories: u32, count: usize) -> usize {
    count * (2 * rice_bits(stories, count) as usize + 6) / 16
}

/// Reads a list of a known length.
pub fn take_postings(
    bits: &mut BitReader<'_>,
    stories: u32,
    count: usize,
    mut use_posting: impl FnMut(Posting),
) -> Result<(), ReadError> {
    let rice = rice_bits(stories, count);
    let mut next = 0;
    for _ in 0..count {
        let story = take_story(bits, rice, &mut next, stories)?;
        let mut code = 0;
        while code < 3 && bits.take(1)? == 1 {
            code += 1;
        }
        use_posting(Posting {
            story,
            worth: Worth::from_code(code),
        });
    }
    Ok(())
}

#[cfg(feature = "build")]
/// Writes stories alone, after their number.
pub fn put_stories(bits: &mut BitWriter, stories: u32, list: &[u32]) {
    bits.put_gamma(list.len() as u64);
    let rice = rice_bits(stories, list.len());
    let mut next = 0;
    for story in list {
        put_gap(bits, rice, story - next);
        next = story + 1;
    }
}

/// Reads stories alone.
pub fn take_stories(
    bits: &mut BitReader<'_>,
    stories: u32,
    mut use_story: impl FnMut(u32),
) -> Result<(), ReadError> {
    let count = bits.take_gamma()?;
    if count > u64::from(stories) {
        return Err(ReadError::Damaged);
    }
    let rice = rice_bits(stories, usize::try_from(count).unwrap_or(usize::MAX));
    let mut next = 0;
    for _ in 0..count {
        use_story(take_story(bits, rice, &mut next, stories)?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn lists_come_back(list: BTreeMap<u16, u8>) {
            let stories = 65_536;
            let postings: Vec<Posting> = list
                .iter()
                .map(|(story, worth)| Posting {
                    story: u32::from(*story),
                    worth: Worth::from_code(u64::from(worth % 4)),
                })
                .collect();
            let mut bits = BitWriter::default();
            put_postings(&mut bits, stories, &postings);
            let plain: Vec<u32> = postings.iter().map(|posting| posting.story).collect();
            put_stories(&mut bits, stories, &plain);
            let bytes = bits.into_bytes();
            let mut bits = BitReader::new(&bytes);
            let mut read = Vec::new();
            take_postings(&mut bits, stories, postings.len(), |posting| read.push(posting)).unwrap();
            prop_assert_eq!(read, postings);
            let mut read = Vec::new();
            take_stories(&mut bits, stories, |story| read.push(story)).unwrap();
            prop_assert_eq!(read, plain);
        }

        #[test]
        fn random_bits_never_name_a_story_that_is_not_there(bytes: Vec<u8>, stories in 0..300_u32, count in 0..300_usize) {
            let mut bits = BitReader::new(&bytes);
            let _ = take_postings(&mut bits, stories, count, |posting| assert!(posting.story < stories));
            let _ = take_stories(&mut bits, stories, |story| assert!(story < stories));
        }
    }

    #[test]
    fn the_size_of_a_list_is_known_before() {
        for every in [2, 10, 1000] {
            let postings: Vec<Posting> = (0..100_000 / every)
                .map(|n| Posting {
                    story: n * every + n % every,
                    worth: Worth::Body,
                })
                .take_while(|posting| posting.story < 100_000)
                .collect();
            let mut bits = BitWriter::default();
            put_postings(&mut bits, 100_000, &postings);
            let (real, expected) = (bits.len(), postings_bytes(100_000, postings.len()) * 8);
            assert!(
                expected.abs_diff(real) * 4 < real,
                "{expected} bits, and not {real}"
            );
        }
    }

    #[test]
    fn half_of_all_stories_take_little_more_than_three_bits_each() {
        let postings: Vec<Posting> = (0..50_000)
            .map(|n| Posting {
                story: n * 2,
                worth: Worth::Body,
            })
            .collect();
        let mut bits = BitWriter::default();
        put_postings(&mut bits, 100_000, &postings);
        assert!(bits.len() < 50_000 * 7 / 2, "{}", bits.len());
    }
}
