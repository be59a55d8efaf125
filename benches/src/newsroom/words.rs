//! The words and patterns that stories are made of. In a pattern, `{name}` stands for a word from
//! the list with that name.

/// Tags, the most frequent first.
#[rustfmt::skip]
pub const TAGS: &[&str] = &[
    "Political", "World", "Business", "Crime", "Europe", "MidEast", "California", "Housing", "Energy",
    "Climate", "Health", "Schools", "Courts", "Trade", "Transit", "Water", "Science", "Markets", "Jobs",
    "Elections", "Harbor", "Fire", "Weather", "Food", "Books", "Music", "Film", "Museums", "Parks", "Beaches",
    "Roads", "Rail", "Airports", "Buses", "Bicycles", "Bridges", "Tunnels", "Ferries", "Shipping", "Trucks",
    "Farms", "Orchards", "Fishing", "Forests", "Rivers", "Mountains", "Deserts", "Islands", "Wetlands",
    "Birds", "Bees", "Bears", "Whales", "Salmon", "Horses", "Dogs", "Cats", "Gardens", "Flowers", "Trees",
    "Soil", "Seeds", "Bread", "Coffee", "Tea", "Wine", "Cheese", "Markets and fairs", "Restaurants",
    "Recipes", "Sewing", "Repair", "Furniture", "Ceramics", "Design", "Architecture", "Planning", "Zoning",
    "Rents", "Mortgages", "Insurance", "Banks", "Savings", "Taxes", "Budgets", "Pensions", "Wages", "Unions",
    "Strikes", "Factories", "Steel", "Timber", "Cement", "Glass", "Paper", "Textiles", "Chips", "Software",
    "Robots", "Telephones", "Radio", "Television", "Newspapers", "Libraries", "Archives", "Theater", "Dance",
    "Opera", "Painting", "Sculpture", "Photography", "Comics", "Games", "Chess", "Toys", "Running", "Cycling",
    "Swimming", "Sailing", "Rowing", "Surfing", "Climbing", "Hiking", "Skiing", "Skating", "Tennis",
    "Football", "Baseball", "Basketball", "Cricket", "Rugby", "Athletics", "Olympics", "Hospitals", "Nursing",
    "Vaccines", "Medicine", "Dentistry", "Sleep", "Diet", "Hearing", "Eyesight", "Aging", "Childhood",
    "Families", "Weddings", "Universities", "Teachers", "Exams", "Research", "Physics", "Chemistry",
    "Biology", "Geology", "Astronomy", "Mathematics", "Oceans", "Glaciers", "Earthquakes", "Volcanoes",
    "Storms", "Drought", "Floods", "Snow", "Fog", "Tides", "Eclipses", "Moon", "Mars", "Satellites",
    "Rockets", "Treaties", "Embassies", "Borders", "Migration", "Refugees", "Aid", "Africa", "Asia",
    "Oceania", "Americas", "Arctic", "Antarctica", "Small towns", "Villages", "Suburbs", "Downtown", "Police",
    "Prisons", "Juries", "Lawyers", "Privacy", "Parliaments", "Mayors", "Governors", "Senate", "Census",
    "Voting", "Charities", "Volunteers",
];

/// First names.
#[rustfmt::skip]
pub const FIRST: &[&str] = &[
    "Ada", "Alba", "Amos", "Anders", "Aylin", "Basil", "Bea", "Benno", "Bianca", "Boris", "Calla", "Carlo",
    "Cato", "Celia", "Chidi", "Clara", "Dara", "Dina", "Dov", "Edda", "Elio", "Elke", "Emre", "Enzo", "Esme",
    "Faye", "Felix", "Fina", "Freya", "Gael", "Gita", "Greta", "Hana", "Heidi", "Hugo", "Ida", "Ilja",
    "Imani", "Ines", "Iris", "Ivo", "Jana", "Joan", "Jonas", "Jun", "Kai", "Kamal", "Karin", "Kofi", "Lara",
    "Leo", "Lidia", "Lin", "Livia", "Luca", "Mae", "Malik", "Mara", "Marco", "Mei", "Milo", "Mina", "Nadia",
    "Nils", "Nora", "Odile", "Olga", "Omar", "Otis", "Pablo", "Petra", "Pia", "Quinn", "Rafa", "Rena", "Rosa",
    "Rufus", "Saba", "Sami", "Selma", "Silas", "Sofia", "Taro", "Tess", "Theo", "Tilda", "Uma", "Vera",
    "Viktor", "Wanda", "Willa", "Yara", "Yusuf", "Zara", "Zeno",
];

/// Last names.
#[rustfmt::skip]
pub const LAST: &[&str] = &[
    "Abara", "Adler", "Alder", "Amato", "Arden", "Bakker", "Barlow", "Bell", "Benitez", "Berg", "Bishop",
    "Blum", "Borg", "Brandt", "Bruno", "Caldera", "Carver", "Castell", "Chen", "Cole", "Conti", "Costa",
    "Croft", "Dahl", "Dalca", "Delgado", "Demir", "Dorn", "Drake", "Duarte", "Eklund", "Ellery", "Engel",
    "Esposito", "Falk", "Farrow", "Feld", "Ferro", "Fischer", "Flores", "Fontane", "Frost", "Fujita", "Garza",
    "Gold", "Grau", "Greene", "Guerra", "Haas", "Hale", "Hara", "Hart", "Heller", "Holm", "Horvat", "Ibarra",
    "Ito", "Ivanov", "Jansen", "Juarez", "Kaplan", "Kato", "Keller", "Kim", "Kline", "Koch", "Kovac", "Kraus",
    "Lang", "Larkin", "Lemaire", "Levin", "Linden", "Lopez", "Lund", "Mancini", "Marek", "Marsh", "Meyer",
    "Mills", "Mori", "Moss", "Nash", "Novak", "Nunes", "Oakes", "Okafor", "Olsen", "Ortega", "Osei", "Pace",
    "Park", "Pavlov", "Perez", "Pike", "Popov", "Quist", "Ramos", "Reed", "Reyes", "Rinaldi", "Romero",
    "Rossi", "Ruiz", "Sato", "Sauer", "Schmidt", "Serra", "Shaw", "Silva", "Sorel", "Stein", "Stone",
    "Suarez", "Tanaka", "Thorne", "Toth", "Usman", "Vance", "Vega", "Vogel", "Wald", "Walsh", "Weiss",
    "Winter", "Wolfe", "Yilmaz", "Young", "Zapata", "Zeller",
];

/// Fictional towns.
#[rustfmt::skip]
pub const PLACES: &[&str] = &[
    "Alder Bay", "Amber Falls", "Ashgrove", "Aspen Rise", "Baywater", "Bell Harbor", "Birch Landing",
    "Blackwell", "Bluewater", "Bramble Hill", "Brightwater", "Brookfield", "Calder", "Canyon Springs",
    "Cape Marlow", "Cedar Flats", "Clearwater", "Copper Ridge", "Coral Point", "Cotton Mills", "Cresthaven",
    "Crossways", "Cypress Hollow", "Dry Creek", "Dunmore", "East Quarry", "Eastmarch", "Elkhorn",
    "Elm Crossing", "Fairhaven", "Fern Valley", "Flintlock", "Foxglove", "Glass Lake", "Goldenrod",
    "Granite Pass", "Grayling", "Greenport", "Halfmoon", "Harrow", "Hazel Green", "Heron Island", "High Mesa",
    "Hollis", "Iron Gate", "Ivy Bend", "Juniper", "Kestrel", "Kingsford", "Lake Orrin", "Larkspur",
    "Lime Kiln", "Long Reach", "Lowell Heights", "Maple Junction", "Marrow Bay", "Meadowlark", "Mill Pond",
    "Mistral", "Moss Landing", "New Carrow", "Northfield", "Oak Terrace", "Old Ferry", "Orchard Park",
    "Otter Cove", "Palm Wells", "Pebble Shore", "Pine Barrens", "Port Selby", "Quail Run", "Quarry Hill",
    "Rainwater", "Red Bluff", "River Fork", "Rosewood", "Saddle Rock", "Salt Marsh", "Sandstone",
    "Shady Grove", "Silver Lake", "Sky Valley", "South Weir", "Spring Mill", "Stone Bridge", "Summerfield",
    "Sycamore", "Tall Pines", "Thistle", "Three Rivers", "Tidewater", "Timberline", "Upper Dell",
    "Valley Forge", "Vine Street", "Walnut Creek", "West Haven", "Whitecap", "Willow Bend", "Windmere",
];

/// Bodies that make decisions.
#[rustfmt::skip]
pub const BODIES: &[&str] = &[
    "city council", "county board", "school board", "harbor commission", "water district", "transit agency",
    "planning department", "state assembly", "state senate", "appeals court", "labor board",
    "housing authority", "health department", "port authority", "fire department", "library board",
    "parks commission", "rail operator", "power company", "farmers' union", "teachers' union",
    "dockworkers' union", "chamber of commerce", "tenants' association", "neighborhood council", "museum",
    "university", "hospital", "insurance regulator", "environment agency", "statistics office",
    "central bank", "foreign ministry", "treasury", "election office", "ferry company", "airport",
    "orchestra", "food bank", "small-business bureau",
];

/// People's roles.
#[rustfmt::skip]
pub const ROLES: &[&str] = &[
    "engineer", "teacher", "nurse", "ferry captain", "bus driver", "baker", "librarian", "geologist",
    "farmer", "beekeeper", "carpenter", "electrician", "economist", "historian", "lawyer", "judge", "mayor",
    "council member", "inspector", "surveyor", "botanist", "shopkeeper", "mechanic", "welder", "pharmacist",
    "doctor", "student", "retired postal worker", "fisherman", "forester", "architect", "planner",
    "accountant", "translator", "photographer", "violinist", "printer", "plumber", "tenant", "landlord",
    "trustee", "researcher", "statistician", "meteorologist", "dispatcher", "firefighter", "coach",
    "gardener", "cook", "seamstress", "conductor",
];

/// Subjects of decisions, singular nouns.
#[rustfmt::skip]
pub const THINGS: &[&str] = &[
    "bridge", "library", "clinic", "harbor wall", "ferry line", "tram line", "school kitchen", "reservoir",
    "pipeline", "wind farm", "solar field", "market hall", "bus depot", "bicycle path", "levee", "seawall",
    "museum wing", "power line", "substation", "orchard", "greenhouse", "cannery", "shipyard", "rail yard",
    "warehouse", "concert hall", "swimming pool", "playground", "cemetery", "lighthouse", "fish ladder",
    "wetland", "fire station", "courthouse", "archive", "observatory", "weather station", "tannery",
    "paper mill", "bakery", "theater", "stadium", "pier", "tunnel", "viaduct", "housing block", "shelter",
    "recycling plant", "water tower", "laboratory", "dry dock", "grain silo", "night market", "seed bank",
    "radio tower", "data center", "parking structure", "canal lock", "crossing", "boardwalk",
];

/// Subjects of arguments, plural or uncountable nouns.
#[rustfmt::skip]
pub const MATTERS: &[&str] = &[
    "rents", "water rates", "wages", "bus fares", "building permits", "property taxes", "class sizes",
    "opening hours", "insurance premiums", "fishing quotas", "pension payments", "visa rules",
    "shipping fees", "noise limits", "parking fees", "zoning rules", "safety inspections", "energy prices",
    "repair costs", "grain prices", "import duties", "loan terms", "hiring plans", "evacuation routes",
    "air quality readings", "soil samples", "tide tables", "flood maps", "voter rolls", "budget forecasts",
    "repair backlogs", "ticket prices", "grant applications", "overtime rules", "tree counts", "bird counts",
    "traffic counts", "test scores", "waiting times", "delivery times", "crop yields", "snow depths",
    "groundwater levels", "hospital beds", "apprenticeships", "scholarships", "exhibition loans",
    "rehearsal rooms", "seed deliveries", "spare parts",
];

/// Adjectives.
#[rustfmt::skip]
pub const ADJECTIVES: &[&str] = &[
    "new", "old", "long-delayed", "temporary", "narrow", "quiet", "crowded", "costly", "modest", "ambitious",
    "unfinished", "historic", "shuttered", "restored", "half-empty", "flooded", "wooden", "concrete",
    "public", "private", "regional", "coastal", "northern", "southern", "rural", "busy", "disputed",
    "popular", "unpopular", "leaking", "aging", "redesigned", "two-story", "windowless", "sunlit", "remote",
    "shared", "unlit", "damaged", "insured", "uninsured", "abandoned", "repainted", "overlooked", "well-kept",
    "draughty", "steep", "paved", "unpaved", "seasonal", "year-round",
];

/// Verbs in the past tense.
#[rustfmt::skip]
pub const PAST: &[&str] = &[
    "approved", "rejected", "postponed", "reopened", "inspected", "surveyed", "sold", "bought", "repaired",
    "closed", "expanded", "measured", "painted", "defended", "criticized", "funded", "redrew", "mapped",
    "audited", "drained", "rebuilt", "renamed", "replaced", "tested", "insured", "leased", "cleared",
    "fenced", "moved", "photographed", "catalogued", "praised", "questioned", "delayed", "completed",
    "abandoned", "restored", "doubled", "halved", "reviewed",
];

/// Verbs in the infinitive.
#[rustfmt::skip]
pub const INFINITIVES: &[&str] = &[
    "approve", "reject", "postpone", "reopen", "inspect", "survey", "sell", "buy", "repair", "close",
    "expand", "measure", "paint", "defend", "fund", "redraw", "map", "audit", "drain", "rebuild", "rename",
    "replace", "test", "insure", "lease", "clear", "fence", "move", "photograph", "catalogue", "question",
    "delay", "complete", "abandon", "restore", "double", "halve", "review", "share", "study",
];

/// Times.
#[rustfmt::skip]
pub const WHEN: &[&str] = &[
    "on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday",
    "last week", "last month", "in the spring", "in the autumn", "before dawn", "after midnight",
    "late in the evening", "early in the morning", "at the start of the year", "within a week",
    "over the weekend", "during the storm", "before the holidays", "after a short recess",
    "in the second hour of the meeting", "for the first time in a decade", "for the third time this year",
];

/// Reasons, as half sentences.
#[rustfmt::skip]
pub const REASONS: &[&str] = &[
    "because the {matters} no longer add up", "since the {thing} was last {past}",
    "as long as {matters} keep rising", "until the {body} has seen the {matters}",
    "although nobody had asked for the {thing}", "while the {adjective} {thing} stands empty",
    "before the rains fill the {thing}", "unless {place} pays its share",
    "because {number} families depend on it", "as the {adjective} years showed",
    "after the {body} {past} the {thing}", "even where {matters} are low",
    "if the {thing} is to outlast the winter", "because a {role} had kept the records",
    "now that the {adjective} {thing} is gone", "since {percent} percent of it is {adjective} already",
];

/// Sentences.
#[rustfmt::skip]
pub const SENTENCES: &[&str] = &[
    "The {body} {past} the {adjective} {thing} {when}, {reason}.",
    "{first} {last}, a {role} in {place}, said the {thing} had been {past} {when}.",
    "About {number} people came to {place} {when} to hear what the {body} meant to do about {matters}.",
    "“We did not {infinitive} the {thing} to please anyone,” said {first} {last}, who speaks for the {body}.",
    "The {adjective} {thing} cost {money}, roughly {percent} percent more than the {body} had planned.",
    "In {place}, the {matters} rose by {percent} percent, {reason}.",
    "Nobody at the {body} would say who {past} the {thing}, or why.",
    "A report of {number} pages lists {matters}, {matters} and the state of each {thing}.",
    "{first} {last} has worked as a {role} for {small} years and remembers the {adjective} {thing}.",
    "It takes {small} days to {infinitive} a {thing}, and {small} weeks to {infinitive} what was {past} badly.",
    "The {body} is to vote on {matters} {when}; a second vote, on the {thing}, follows.",
    "Between {place} and {place} the road passes {small} {adjective} sites, each with its own {thing}.",
    "“{matters_cap} are not the problem,” said {last}. “The {thing} is.”",
    "Under the plan, the {body} would {infinitive} the {thing} and leave the {adjective} part to {place}.",
    "That leaves {money} for {matters}, {reason}.",
    "The figures, from {place}, are {adjective}; those from {place} are merely late.",
    "Some {number} households near the {thing} were told {when} to expect changes to {matters}.",
    "The {role} asked the {body} to {infinitive} the {thing} first, and to talk about {matters} later.",
    "What was {past} in {place} may yet be {past} in {place}, {reason}.",
    "Critics call the {thing} {adjective}; its friends, among them {first} {last}, call it {adjective}.",
    "On a {adjective} map from the archive, the {thing} stands where the {thing} is today.",
    "The {body} counted {number} cases {when}, down from {number} a year earlier.",
    "Not every {role} agrees: {first} {last} of {place} would rather {infinitive} the {thing}.",
    "For now, the {adjective} {thing} stays open, {reason}.",
    "The contract, worth {money}, went to a firm from {place} that had {past} a {thing} before.",
    "A spokesman for the {body} said the {matters} would be published {when}.",
    "Most of the {number} letters that reached the {body} were about {matters}.",
    "To {infinitive} a {adjective} {thing}, a {role} needs a permit, a crane and patience.",
    "{place} and {place} share one {thing}, {small} buses and a long quarrel over {matters}.",
    "The oldest part of the {thing} dates from {year}, the {adjective} part from {year}.",
    "{first} {last} and {first} {last}, both of {place}, {past} it together {when}.",
    "At {percent} percent, the share of {adjective} buildings is higher in {place} than anywhere else.",
    "Neither the {body} nor the {body} has {past} anything {adjective} since {year}.",
    "The work begins {when} and ends, if the weather allows, {small} months later.",
    "When the {thing} was {past}, {small} of its windows were broken and the {role} had left.",
    "There is, the {role} said, no {adjective} way to {infinitive} {matters}.",
];

/// Headings inside a story.
#[rustfmt::skip]
pub const SUBHEADS: &[&str] = &[
    "What the {body} decided", "Where the money goes", "A {adjective} {thing}", "The view from {place}",
    "What comes next", "{matters_cap}, year by year", "Who pays", "The {role}'s answer",
    "An {infinitive}-or-close choice", "Before the vote", "How it began", "In numbers", "After {year}",
    "{place} waits",
];

/// Headlines.
#[rustfmt::skip]
pub const HEADLINES: &[&str] = &[
    "{place} {body} {past} {adjective} {thing}", "In {place}, a {adjective} {thing} divides the neighbors",
    "How {place} means to {infinitive} its {thing}", "{matters_cap} rise in {place} as {body} looks on",
    "A {role} from {place} keeps the {adjective} {thing} going",
    "{body_cap} to {infinitive} {thing} near {place}", "After {small} years, {place} gets its {thing} back",
    "What {matters} mean for {place}", "{small_cap} things to know about the {adjective} {thing}",
    "{place} and {place} agree on {matters}", "The {adjective} {thing} that {place} forgot",
    "Why a {role} {past} the {thing} of {place}",
];

/// Summaries of one or two sentences.
#[rustfmt::skip]
pub const SUMMARIES: &[&str] = &[
    "The {body} {past} the {thing} {when}. For {number} people near {place}, that changes {matters}.",
    "A {role} in {place} asks what it takes to {infinitive} a {adjective} {thing}, and who pays.",
    "{matters_cap} have been a quarrel in {place} since {year}; now the {body} wants to {infinitive} them.",
    "With {money} from the {body}, the {adjective} {thing} may open {when}.",
    "It was {adjective}, and then it was {past}: the short life of a {thing} in {place}.",
    "{first} {last} counted {matters} for {small} years. The {body} has begun to listen.",
];

/// List items.
#[rustfmt::skip]
pub const ITEMS: &[&str] = &[
    "{matters} in {place}, {percent} percent above {year};", "the {adjective} {thing}, to be {past} {when};",
    "{money} for the {thing}, half of it from the {body};", "a {role} for each of the {small} districts;",
    "{number} signatures against the {adjective} {thing};", "what the {body} wrote to {place} in {year};",
    "the right to {infinitive} {matters} {reason};",
];

/// Image captions.
#[rustfmt::skip]
pub const CAPTIONS: &[&str] = &[
    "The {adjective} {thing} in {place}, seen from the {thing}.",
    "A {role} walks past the {thing} that the {body} {past} {when}.",
    "{first} {last}, a {role}, at the {adjective} {thing} in {place}.",
    "Morning at the {thing}: {small} boats, one {role} and a good deal of fog.",
];
