//! What readers see of a text or a picture that a machine made.
//!
//! A source is the last part of a term of the IPTC's digital source types
//! (<https://cv.iptc.org/newscodes/digitalsourcetype/>).

use frontpage_model::messages::{self, Message};

/// Returns what readers see of a text that a machine made, or a part of it.
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

/// Returns what readers see of a picture that a machine made, or a part of it.
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

/// Returns the credit of a picture with what says that a machine made it.
pub fn with_credit(origin: Message, credit: &str) -> String {
    if credit.is_empty() {
        return origin.text().to_owned();
    }
    messages::ORIGIN_AND_CREDIT.fill(&[origin.text(), credit])
}
