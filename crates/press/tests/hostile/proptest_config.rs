//! The settings of the property tests: the number of inputs for each target, and where failing
//! inputs are stored.

use proptest::prelude::ProptestConfig;
use proptest::test_runner::{FileFailurePersistence, RngSeed};

macro_rules! seeds {
    ($name:literal) => {
        concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/corpus/regressions/",
            $name,
            ".txt"
        )
    };
}

/// The seed of the inputs; an arbitrary number.
const SEED: u64 = 20_250_328;

/// A part of the code that is tested with generated inputs.
#[derive(Clone, Copy)]
pub enum Target {
    Cleaner,
    Ninjs,
    Markdown,
    Routes,
    PageData,
}

use Target::{Cleaner, Markdown, Ninjs, PageData, Routes};

impl Target {
    const ALL: [Self; 5] = [Cleaner, Ninjs, Markdown, Routes, PageData];

    /// Returns the name of the target's folder in the corpus.
    pub fn name(self) -> &'static str {
        match self {
            Cleaner => "cleaner",
            Ninjs => "ninjs",
            Markdown => "markdown",
            Routes => "routes",
            PageData => "page-data",
        }
    }

    /// Returns the number of inputs for each property with `./dev test --all`, which
    /// `docs/security.md` states as well.
    const fn all_inputs(self) -> u32 {
        match self {
            Cleaner => 8_000,
            // Each input is a whole publish.
            Ninjs | Markdown => 100,
            Routes => 20_000,
            PageData => 6_000,
        }
    }

    /// Returns the number of inputs for each property on every change: the first quarter of all.
    const fn usual_inputs(self) -> u32 {
        self.all_inputs() / 4
    }

    /// Returns the settings of proptest. By default, every run has the same inputs: the usual ones, or
    /// all of them if `./dev test --all` has set `FRONTPAGE_TEST_ALL`. With `PROPTEST_CASES` set, a run
    /// has that number of inputs, and different ones each time. A failing input is stored in
    /// `corpus/regressions` and tried first from then on.
    pub fn config(self) -> ProptestConfig {
        let seeds = match self {
            Cleaner => seeds!("cleaner"),
            Ninjs => seeds!("ninjs"),
            Markdown => seeds!("markdown"),
            Routes => seeds!("routes"),
            PageData => seeds!("page-data"),
        };
        let config = match std::env::var_os("PROPTEST_CASES") {
            Some(_) => ProptestConfig::default(),
            None => ProptestConfig {
                rng_seed: RngSeed::Fixed(SEED),
                ..ProptestConfig::with_cases(match std::env::var_os("FRONTPAGE_TEST_ALL") {
                    Some(_) => self.all_inputs(),
                    None => self.usual_inputs(),
                })
            },
        };
        ProptestConfig {
            failure_persistence: Some(Box::new(FileFailurePersistence::Direct(seeds))),
            ..config
        }
    }
}

#[test]
fn the_documentation_states_these_numbers() {
    let docs = include_str!("../../../../docs/security.md");
    for target in Target::ALL {
        let thousands = |n: u32| match n {
            0..1000 => n.to_string(),
            _ => format!("{},{:03}", n / 1000, n % 1000),
        };
        let row = format!(
            "`crates/press/corpus/{}/` | {} | {} |",
            target.name(),
            thousands(target.usual_inputs()),
            thousands(target.all_inputs())
        );
        assert!(
            docs.contains(&row),
            "docs/security.md should contain: {row}"
        );
    }
}
