//! The words of the fixtures, in two languages of different direction.
//!
//! The facts are public and the sentences are ours. [`Words::long_word`] has no place to break a
//! line, as happens with addresses and compounds.

use frontpage::components::{Interface, interface_lang};
use frontpage_model::Direction;

/// The words of the fixtures in one language.
#[derive(Debug)]
pub struct Words {
    /// The language (BCP 47).
    pub lang: &'static str,
    /// The direction.
    pub dir: Direction,
    /// The newspaper's name.
    pub name: &'static str,
    /// The newspaper's tagline.
    pub tagline: &'static str,
    /// The copyright line.
    pub copyright: &'static str,
    /// The names of the sections U.S., World, Business and Lifestyle.
    pub sections: [&'static str; 4],
    /// The names of the tags Crime, Europe, MidEast, Political and World.
    pub tags: [&'static str; 5],
    /// Headlines of stories, the first one that of the lead story.
    pub headlines: [&'static str; 5],
    /// A summary.
    pub summary: &'static str,
    /// A sentence that ends a paragraph or fills one.
    pub sentence: &'static str,
    /// A few words for a link or an emphasis.
    pub phrase: &'static str,
    /// The caption of a picture.
    pub caption: &'static str,
    /// The credit of a picture.
    pub picture_credit: &'static str,
    /// The alternative text of a picture.
    pub alt: &'static str,
    /// The words before an author in a byline.
    pub by: &'static str,
    /// The author.
    pub author: &'static str,
    /// What is said of the author on their page.
    pub about_author: &'static str,
    /// The dateline of a story.
    pub dateline: &'static str,
    /// The reporting credit at the end of a story.
    pub credit: &'static str,
    /// The source of a quotation.
    pub source: &'static str,
    /// The headings of a table's columns.
    pub columns: [&'static str; 3],
    /// The headings of a table's rows.
    pub rows: [&'static str; 2],
    /// A very long word.
    pub long_word: &'static str,
    /// A word in a language of the other direction, and that language.
    pub foreign: (&'static str, &'static str),
}

impl Words {
    /// Returns the attributes that mark the interface's English among these words.
    pub fn interface(&self) -> Interface {
        Interface {
            lang: interface_lang(self.lang),
            dir: match self.dir {
                Direction::Ltr => None,
                Direction::Rtl => Some(Direction::Ltr.as_str()),
            },
        }
    }
}

/// English, from left to right.
pub const ENGLISH: Words = Words {
    lang: "en-US",
    dir: Direction::Ltr,
    name: "The Los Angeles Post",
    tagline: "News of the city, the country and the world",
    copyright: "© The Los Angeles Post",
    sections: ["U.S.", "World", "Business", "Lifestyle"],
    tags: ["Crime", "Europe", "MidEast", "Political", "World"],
    headlines: [
        "The Los Angeles River reaches the ocean at Long Beach",
        "Griffith Observatory looks back on its opening in 1935",
        "Two ports side by side move a third of the country's containers",
        "How the aqueduct brought water over 233 miles",
        "A funicular of 298 feet climbs Bunker Hill",
    ],
    summary: "The river runs for 51 miles from the San Fernando Valley, most of them in concrete.",
    sentence: "The observatory stands on the southern slope of Mount Hollywood and is open to everyone.",
    phrase: "free of charge",
    caption: "The river below the Sixth Street Viaduct.",
    picture_credit: "Drawing: The Los Angeles Post",
    alt: "A gray plate with two diagonals",
    by: "By the ",
    author: "World desk",
    about_author: "The World desk reports on other countries.",
    dateline: "LOS ANGELES",
    credit: "Reporting by the World desk.",
    source: "From the city's charter",
    columns: ["Year", "Length", "Cost"],
    rows: ["Aqueduct", "Viaduct"],
    long_word: "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung",
    foreign: ("ar", "نهر لوس أنجلوس"),
};

/// Arabic, from right to left.
pub const ARABIC: Words = Words {
    lang: "ar",
    dir: Direction::Rtl,
    name: "بريد لوس أنجلوس",
    tagline: "أخبار المدينة والبلاد والعالم",
    copyright: "© بريد لوس أنجلوس",
    sections: ["الولايات المتحدة", "العالم", "اقتصاد", "حياة"],
    tags: ["جريمة", "أوروبا", "الشرق الأوسط", "سياسة", "العالم"],
    headlines: [
        "نهر لوس أنجلوس يصل إلى المحيط في لونغ بيتش",
        "مرصد غريفيث فتح أبوابه عام 1935",
        "ميناءان متجاوران ينقلان ثلث حاويات البلاد",
        "كيف وصلت المياه إلى المدينة عبر القناة",
        "قطار قصير يصعد التل في وسط المدينة",
    ],
    summary: "يمتد النهر نحو 82 كيلومترا من الوادي إلى المحيط، ومعظم مجراه من الخرسانة.",
    sentence: "يقع المرصد على السفح الجنوبي لجبل هوليوود، وهو مفتوح للجميع.",
    phrase: "من دون مقابل",
    caption: "النهر تحت جسر الشارع السادس.",
    picture_credit: "رسم: بريد لوس أنجلوس",
    alt: "لوح رمادي عليه خطان متقاطعان",
    by: "بقلم ",
    author: "قسم العالم",
    about_author: "يغطي قسم العالم أخبار البلدان الأخرى.",
    dateline: "لوس أنجلوس",
    credit: "إعداد قسم العالم.",
    source: "من ميثاق المدينة",
    columns: ["السنة", "الطول", "التكلفة"],
    rows: ["القناة", "الجسر"],
    long_word: "أفاستسقيناكموهاوسنستسقيكموهاوليستسقينكموها",
    foreign: ("en", "Los Angeles River"),
};
