//! What happened when.

use crate::tree::{element, flow};
use frontpage_model::{AttributeName, Element, ElementName, Event, Text, Timeline};

pub fn view(timeline: &Timeline) -> Text {
    let items = timeline.events.iter().map(|event| {
        let Event {
            datetime,
            time,
            text,
        } = event;
        let time = element(ElementName::TIME, "timeline__time", time.clone())
            .with(AttributeName::DATETIME, datetime.clone());
        let mut inside = vec![time.into()];
        inside.extend(flow(text));
        Element::new(ElementName::LI, inside).into()
    });
    vec![element(ElementName::OL, "timeline", items.collect()).into()]
}
