//! How many inputs each target is tried with, and what becomes of one that fails.

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

/// Any number: where the usual inputs begin.
const SEED: u64 = 20_250_328;

/// What is fuzzed.
#[derive(Clone, Copy)]
pub enum Target {
    Cleaner,
    Ninjs,
    Routes,
    Twins,
}

use Target::{Cleaner, Ninjs, Routes, Twins};

impl Target {
    const ALL: [Self; 4] = [Cleaner, Ninjs, Routes, Twins];

    /// As its folder in the corpus is called.
    pub fn name(self) -> &'static str {
        match self {
            Cleaner => "cleaner",
            Ninjs => "ninjs",
            Routes => "routes",
            Twins => "twins",
        }
    }

    /// How many inputs each of its properties is tried with: `docs/security.md` says so too.
    const fn usual(self) -> u32 {
        match self {
            Cleaner => 8_000,
            // each is a publish
            Ninjs => 100,
            Routes => 20_000,
            Twins => 6_000,
        }
    }

    /// Its inputs: as many as is usual, and the same in each run; or as many as `PROPTEST_CASES`
    /// says, and others each time. One that fails is written down beside the corpus, to be tried
    /// first from then on.
    pub fn tries(self) -> ProptestConfig {
        let seeds = match self {
            Cleaner => seeds!("cleaner"),
            Ninjs => seeds!("ninjs"),
            Routes => seeds!("routes"),
            Twins => seeds!("twins"),
        };
        let config = match std::env::var_os("PROPTEST_CASES") {
            Some(_) => ProptestConfig::default(),
            None => ProptestConfig {
                rng_seed: RngSeed::Fixed(SEED),
                ..ProptestConfig::with_cases(self.usual())
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
    let docs = include_str!("../../../docs/security.md");
    for target in Target::ALL {
        let thousands = |n: u32| match n {
            0..1000 => n.to_string(),
            _ => format!("{},{:03}", n / 1000, n % 1000),
        };
        let row = format!(
            "`press/corpus/{}/` | {} |",
            target.name(),
            thousands(target.usual())
        );
        assert!(docs.contains(&row), "docs/security.md does not say: {row}");
    }
}
