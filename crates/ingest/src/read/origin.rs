//! The notes that tell readers that a machine made a text or a picture.
//!
//! A source is the last part of a term of the IPTC's digital source types
//! (<https://cv.iptc.org/newscodes/digitalsourcetype/>).

use frontpage_model::messages::{self, Message};

/// Returns the note that a machine made a text, or a part of it.
pub fn of_text(source: &str) -> Option<Message> {
    Some(match source {
        "trainedAlgorithmicMedia" => messages::TEXT_BY_AI,
        "compositeWithTrainedAlgorithmicMedia" | "compositeSynthetic" => {
            messages::TEXT_BY_AI_IN_PART
        }
        "algorithmicMedia" => messages::TEXT_BY_SOFTWARE,
        _ => return None,
    })
}

/// Returns the note that a machine made a picture, or a part of it.
pub fn of_picture(source: &str) -> Option<Message> {
    Some(match source {
        "trainedAlgorithmicMedia" => messages::PICTURE_BY_AI,
        "compositeWithTrainedAlgorithmicMedia" | "compositeSynthetic" => {
            messages::PICTURE_BY_AI_IN_PART
        }
        "algorithmicMedia" => messages::PICTURE_BY_SOFTWARE,
        _ => return None,
    })
}

/// Returns the credit of a picture with the note that a machine made it.
pub fn with_credit(origin: Message, credit: &str) -> String {
    if credit.is_empty() {
        return origin.text().to_owned();
    }
    messages::ORIGIN_AND_CREDIT.fill(&[origin.text(), credit])
}
