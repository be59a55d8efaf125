//! A reader's clock that is set wrong.

/// The ways in which a page can ask for the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Whatever the browser has.
    Anything,
    /// As a browser without Temporal.
    Dates,
}

/// A script that stops the page's clock at a moment, in milliseconds since 1970: how long the app
/// takes to start changes no test. `clock.now` is that moment, for a script to move.
pub fn clock(then: i64, asks: Asks) -> String {
    let temporal = match asks {
        Asks::Anything => {
            "if (window.Temporal) Object.defineProperty(Temporal.Now, 'plainDateTimeISO', {
               value: zone => Temporal.Instant.fromEpochMilliseconds(Date.now())
                 .toZonedDateTimeISO(zone).toPlainDateTime() });"
        }
        Asks::Dates => "delete window.Temporal;",
    };
    format!(
        "{{ const Real = Date, clock = window.clock = {{ now: {then} }};
            window.Date = class extends Real {{
              constructor(...a) {{ a.length ? super(...a) : super(clock.now); }}
              static now() {{ return clock.now; }}
            }};
            {temporal} }}"
    )
}
