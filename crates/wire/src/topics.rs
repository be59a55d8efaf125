//! The IPTC's subjects: media topics (`medtop:04000000`, `medtop:20000170`) and the older subject codes of
//! eight digits, and which section of a newspaper is meant by them.
//!
//! The topics and what is above them are those of the IPTC Media Topic NewsCodes
//! (<https://cv.iptc.org/newscodes/mediatopic/>, CC BY 4.0).

use frontpage_source::Category;

/// A topic of the first level.
struct Top {
    name: &'static str,
    /// Slugs of sections for it, the best first.
    sections: &'static [&'static str],
}

/// The topics of the first level; the code of each is its place in this list and six zeros. The subject
/// codes have the same numbers.
#[rustfmt::skip]
const TOPS: [Top; 17] = [
    Top { name: "arts, culture, entertainment and media", sections: &["culture", "arts", "entertainment", "arts-culture", "kultur", "kultura", "cultura", "spettacoli", "media"] },
    Top { name: "crime, law and justice", sections: &["crime", "justice", "law", "courts", "panorama", "cronaca"] },
    Top { name: "disaster, accident and emergency incident", sections: &["disasters", "accidents", "panorama", "cronaca"] },
    Top { name: "economy, business and finance", sections: &["business", "economy", "money", "finance", "markets", "wirtschaft", "okonomi", "ekonomi", "economia", "economie", "talous"] },
    Top { name: "education", sections: &["education", "schools", "bildung"] },
    Top { name: "environment", sections: &["environment", "climate", "umwelt", "klima", "science"] },
    Top { name: "health", sections: &["health", "gesundheit", "salute", "science"] },
    Top { name: "human interest", sections: &["people", "panorama", "offbeat", "lifestyle", "leute"] },
    Top { name: "labour", sections: &["work", "jobs", "labor", "labour", "business", "economy", "wirtschaft"] },
    Top { name: "lifestyle and leisure", sections: &["lifestyle", "life", "leisure", "travel", "leben"] },
    Top { name: "politics", sections: &["politics", "politik", "politica", "politique", "politikk", "politiikka", "national"] },
    Top { name: "religion and belief", sections: &["religion", "faith"] },
    Top { name: "science and technology", sections: &["science", "technology", "tech", "wissenschaft", "wissen", "vetenskap"] },
    Top { name: "society", sections: &["society", "gesellschaft", "panorama", "lifestyle"] },
    Top { name: "sport", sections: &["sports", "sport", "urheilu"] },
    Top { name: "conflict, war and peace", sections: &["world", "international", "foreign", "ausland", "utrikes", "utenriks"] },
    Top { name: "weather", sections: &["weather", "wetter"] },
];

/// The runs of consecutive media topics that are below the same topic of the first level, each as its first
/// code minus 20000000, and the number of that topic.
#[rustfmt::skip]
const RUNS: [(u32, usize); RUN_COUNT] = [
    (2, 1), (53, 16), (82, 2), (120, 11), (121, 2), (139, 3), (170, 4), (339, 9), (340, 4),
    (345, 11), (346, 4), (398, 5), (418, 6), (446, 7), (497, 8), (509, 9), (538, 10), (574, 11),
    (657, 12), (710, 13), (712, 7), (715, 13), (768, 14), (822, 15), (917, 10), (918, 15),
    (1128, 17), (1132, 11), (1133, 1), (1136, 4), (1142, 10), (1144, 11), (1148, 15), (1158, 4),
    (1173, 11), (1175, 15), (1179, 1), (1183, 15), (1184, 1), (1193, 14), (1194, 2), (1201, 3),
    (1203, 1), (1206, 9), (1207, 4), (1212, 5), (1218, 7), (1230, 4), (1231, 15), (1232, 14),
    (1233, 8), (1239, 10), (1240, 15), (1241, 10), (1242, 15), (1243, 4), (1247, 10), (1248, 1),
    (1250, 10), (1258, 4), (1259, 11), (1267, 10), (1271, 12), (1274, 14), (1275, 9), (1278, 4),
    (1280, 3), (1281, 15), (1283, 2), (1284, 14), (1285, 2), (1286, 15), (1287, 2), (1288, 14),
    (1289, 4),
];
/// The number of runs.
const RUN_COUNT: usize = 75;
/// The last code that the runs were made from.
const LAST: u32 = 20_001_289;

/// Reads the code of a media topic or a subject code: eight digits, alone, after a prefix
/// (`medtop:04000000`, `subj:04000000`) or at the end of an address.
pub fn code(text: &str) -> Option<u32> {
    let last = text.trim().rsplit(['/', ':', '#']).next()?;
    let is_code = last.len() == 8 && last.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| last.parse().ok()).flatten()
}

/// Returns the number of the topic of the first level that a code is or is below.
fn top_number(code: u32) -> Option<usize> {
    let number = match code {
        1_000_000..18_000_000 => (code / 1_000_000) as usize,
        20_000_000..=LAST => {
            let run = RUNS.partition_point(|(first, _)| *first <= code - 20_000_000);
            RUNS.get(run.checked_sub(1)?)?.1
        }
        _ => return None,
    };
    (1..=TOPS.len()).contains(&number).then_some(number)
}

/// Returns the category of a topic. Its name is `name`, or if that is empty, the name of its topic of the
/// first level. Above it are that topic and the sections that newspapers usually have for it, so that a
/// section can be proposed.
pub fn category(code: u32, name: &str) -> Option<Category> {
    let number = top_number(code)?;
    let top = &TOPS[number - 1];
    let top_slug = format!("medtop:{:02}000000", number);
    let is_top = name.is_empty() || code == number as u32 * 1_000_000;
    let mut above: Vec<String> = top.sections.iter().map(|slug| (*slug).to_owned()).collect();
    if is_top {
        let name = if name.is_empty() { top.name } else { name };
        return Some(Category {
            name: name.to_owned(),
            slug: top_slug,
            above,
        });
    }
    above.insert(0, top_slug);
    let scheme = if code < 20_000_000 { "subj" } else { "medtop" };
    Some(Category {
        name: name.to_owned(),
        slug: format!("{scheme}:{code:08}"),
        above,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_in_every_spelling() {
        for text in [
            "04000000",
            "medtop:04000000",
            "subj:04000000",
            "http://cv.iptc.org/newscodes/mediatopic/04000000",
        ] {
            assert_eq!(code(text), Some(4_000_000), "{text}");
        }
        for text in ["", "4000000", "medtop:x4000000", "040000001"] {
            assert_eq!(code(text), None, "{text}");
        }
    }

    #[test]
    fn a_topic_is_below_one_of_the_first_level() {
        let of = |number, name| category(number, name).unwrap();
        let soccer = of(20_001_065, "soccer");
        assert_eq!(soccer.slug, "medtop:20001065");
        assert_eq!(soccer.above[..2], ["medtop:15000000", "sports"]);
        // An old code without a name is the topic above it.
        let old = of(4_011_002, "");
        assert_eq!(old.slug, "medtop:04000000");
        assert_eq!(old.name, "economy, business and finance");
        assert_eq!(of(4_011_002, "Trade").slug, "subj:04011002");
        assert!(category(20_009_999, "new").is_none());
        assert!(category(18_000_000, "none").is_none());
        assert!(category(20_000_000, "none").is_none());
    }
}
