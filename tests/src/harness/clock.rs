//! A script that sets a page's clock to a fixed time.

/// The APIs through which a page can read the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeApi {
    /// All that the browser has.
    Native,
    /// Only `Date`, as in a browser without Temporal.
    DateOnly,
}

/// Returns a script that stops the page's clock at `then`, in milliseconds since 1970, so that the
/// app's start time does not affect a test. Scripts can move the clock by changing `clock.now`.
pub fn fixed_clock_script(then: i64, asks: TimeApi) -> String {
    let temporal = match asks {
        TimeApi::Native => {
            "if (window.Temporal) {
               const now = zone => Temporal.Instant.fromEpochMilliseconds(Date.now())
                 .toZonedDateTimeISO(zone);
               Temporal.Now.plainDateTimeISO = zone => now(zone).toPlainDateTime();
               Temporal.Now.plainDateISO = zone => now(zone).toPlainDate();
             }"
        }
        TimeApi::DateOnly => "delete window.Temporal;",
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
