//! Puts functions that resemble each other next to each other, so that Brotli packs the WebAssembly
//! better. See docs/adr/0005-small-webassembly.md.
//!
//! The order of functions makes no difference to a browser. It does to Brotli: references to nearby matches
//! cost fewer bits, and similar neighbors share their statistics.

use frontpage_compression::{CompressionSettings, Effort, brotli_size};
use rayon::prelude::*;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ElementSection, ExportSection, FunctionSection, GlobalSection, ImportSection,
    Module, RawSection, StartSection,
};
use wasmparser::{FunctionBody, Import, Parser, Payload, TypeRef};

/// How many orders are packed as well as possible. A quick encoder has chosen them.
const FINALISTS: usize = 2;

/// Returns the WebAssembly with its functions in another order, and without custom sections, which
/// only tools read. It does the same as before. Of several orders, it has the one that packs best, which
/// takes about a second.
///
/// # Errors
/// Returns an error if the bytes are not a WebAssembly module.
pub fn reorder(wasm: &[u8]) -> Result<Vec<u8>, Error> {
    let (imports, bodies) = parse(wasm)?;
    let (functions, others): (Vec<Import>, Vec<Import>) = imports
        .into_iter()
        .partition(|import| matches!(import.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
    let import_order = by_name(&functions);
    let imports = import_order.iter().map(|&function| functions[function]);
    let imports: Vec<Import> = imports.chain(others).collect();
    let similarities = Similarities::new(&bodies);
    let orders = chains()
        .into_par_iter()
        .map(|chain| {
            let order = similarities.order(chain);
            let renumbering = Renumbering::new(&import_order, &order);
            rewrite(wasm, &imports, &bodies, &order, renumbering)
        })
        .collect::<Result<Vec<Vec<u8>>, Error>>()?;
    let finalists = smallest(orders, FINALISTS, quickly_packed_size);
    let best = smallest(finalists, 1, packed_size);
    Ok(best.into_iter().next().unwrap_or_default())
}

/// Returns the imports of a module and the bodies of its functions.
fn parse(wasm: &[u8]) -> Result<(Vec<Import<'_>>, Vec<FunctionBody<'_>>), Error> {
    let mut imports = Vec::new();
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imports.push(import?);
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body),
            _ => {}
        }
    }
    Ok((imports, bodies))
}

/// Returns the modules that are smallest by this measure, the smallest first. Equally small ones stay in
/// their order.
fn smallest(modules: Vec<Vec<u8>>, count: usize, size: fn(&[u8]) -> usize) -> Vec<Vec<u8>> {
    let mut measured: Vec<(usize, Vec<u8>)> = modules
        .into_par_iter()
        .map(|module| (size(&module), module))
        .collect();
    measured.sort_by_key(|(size, _)| *size);
    let best = measured.into_iter().take(count);
    best.map(|(_, module)| module).collect()
}

/// Returns the size of a module as it is published.
fn packed_size(wasm: &[u8]) -> usize {
    brotli_size(wasm, &Effort::Asset.settings())
}

/// Returns the size that a quicker encoder gives, in a twentieth of the time. It tells which of two orders
/// packs better unless they are close.
fn quickly_packed_size(wasm: &[u8]) -> usize {
    let settings = CompressionSettings {
        quality: 7,
        ..Effort::Asset.settings()
    };
    brotli_size(wasm, &settings)
}

/// Returns the order of the imported functions by their names, `$2` before `$10`. This is their order in the
/// script, where similar functions are near each other.
fn by_name(functions: &[Import]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..functions.len()).collect();
    order.sort_by_key(|&function| {
        let name = functions[function].name;
        (name.len(), name)
    });
    order
}

/// The new index of each function, by its old index: first the imported functions, then those that the
/// module defines.
struct Renumbering(Vec<u32>);

impl Renumbering {
    /// Numbers functions in these orders of old indices. The functions that the module defines are counted
    /// from 0 in theirs.
    fn new(import_order: &[usize], order: &[usize]) -> Self {
        let imported = import_order.len();
        let mut new_index = vec![0; imported + order.len()];
        let old_indices = import_order.iter().copied();
        let old_indices = old_indices.chain(order.iter().map(|function| imported + function));
        for (new, old) in (0..).zip(old_indices) {
            new_index[old] = new;
        }
        Self(new_index)
    }
}

impl Reencode for Renumbering {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error> {
        let new = usize::try_from(index)
            .ok()
            .and_then(|index| self.0.get(index));
        Ok(new.copied().unwrap_or(index))
    }
}

fn rewrite(
    wasm: &[u8],
    imports: &[Import],
    bodies: &[FunctionBody],
    order: &[usize],
    mut renumbering: Renumbering,
) -> Result<Vec<u8>, Error> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(_) => {
                let mut section = ImportSection::new();
                for &import in imports {
                    renumbering.parse_import(&mut section, import)?;
                }
                module.section(&section);
            }
            Payload::FunctionSection(section) => {
                let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
                let mut functions = FunctionSection::new();
                for &function in order {
                    functions.function(types[function]);
                }
                module.section(&functions);
            }
            Payload::GlobalSection(section) => {
                let mut globals = GlobalSection::new();
                renumbering.parse_global_section(&mut globals, section)?;
                module.section(&globals);
            }
            Payload::ExportSection(section) => {
                let mut exports = ExportSection::new();
                renumbering.parse_export_section(&mut exports, section)?;
                module.section(&exports);
            }
            Payload::StartSection { func, .. } => {
                let function_index = renumbering.function_index(func)?;
                module.section(&StartSection { function_index });
            }
            Payload::ElementSection(section) => {
                let mut elements = ElementSection::new();
                renumbering.parse_element_section(&mut elements, section)?;
                module.section(&elements);
            }
            Payload::CodeSectionStart { .. } => {
                let mut code = CodeSection::new();
                for &function in order {
                    renumbering.parse_function_body(&mut code, bodies[function].clone())?;
                }
                module.section(&code);
            }
            Payload::CodeSectionEntry(_) | Payload::CustomSection(_) => {}
            payload => {
                if let Some((id, range)) = payload.as_section() {
                    let data = slice(wasm, range.start, range.end);
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(module.finish())
}

fn slice<I>(wasm: &[u8], start: I, end: I) -> &[u8]
where
    usize: TryFrom<I>,
{
    let [start, end] = [start, end].map(|index| usize::try_from(index).unwrap_or(0));
    wasm.get(start..end).unwrap_or_default()
}

/// Three bytes in a row, and a function that has them. It is one number, so that a third of a million of
/// them are sorted quickly.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrence(u64);

impl Occurrence {
    fn new([a, b, c]: [u8; 3], function: u32) -> Self {
        let [d, e, f, g] = function.to_be_bytes();
        Self(u64::from_be_bytes([0, a, b, c, d, e, f, g]))
    }

    fn trigram(self) -> u64 {
        self.0 >> 32
    }

    fn function(self) -> usize {
        self.0 as u32 as usize
    }
}

/// How functions are put into a chain.
#[derive(Clone, Copy)]
struct Chain {
    /// How much the similarity to a function of the chain counts, relative to the function after it.
    decay: f64,
    /// Which function comes first: that which shares the most with others is 0.
    first: usize,
}

/// Returns the chains that are tried. How well each packs can only be found out by packing it: between the
/// best and the worst are 370 bytes of 90,000, and another one is the best as soon as the app changes.
fn chains() -> Vec<Chain> {
    let decays = [0.2, 0.3, 0.4, 0.5, 0.6];
    let chains = decays.map(|decay| [0, 1].map(|first| Chain { decay, first }));
    chains.concat()
}

/// How similar the functions of a module are.
///
/// Functions are similar if they contain the same sequences of three bytes. A rare sequence counts more than
/// a frequent one.
struct Similarities {
    /// For each function, the indices of the groups that it belongs to.
    groups_of: Vec<Vec<usize>>,
    /// The functions that share a sequence.
    groups: Vec<Group>,
    /// The rarity of all sequences that a function shares with others.
    weights: Vec<f64>,
}

impl Similarities {
    fn new(bodies: &[FunctionBody]) -> Self {
        let mut occurrences: Vec<Occurrence> = Vec::new();
        for (function, body) in (0..).zip(bodies) {
            let trigrams = body.as_bytes().array_windows();
            occurrences.extend(trigrams.map(|&trigram| Occurrence::new(trigram, function)));
        }
        occurrences.sort_unstable();
        occurrences.dedup();
        let mut groups_of = vec![Vec::new(); bodies.len()];
        let mut groups = Vec::new();
        for occurrences in occurrences.chunk_by(|a, b| a.trigram() == b.trigram()) {
            if occurrences.len() > 1 {
                let functions: Vec<usize> = occurrences.iter().map(|o| o.function()).collect();
                for &function in &functions {
                    groups_of[function].push(groups.len());
                }
                let rarity = (bodies.len() as f64 / functions.len() as f64).ln();
                groups.push(Group { functions, rarity });
            }
        }
        let weight = |of: &Vec<usize>| of.iter().map(|&group| groups[group].rarity).sum();
        let weights = groups_of.iter().map(weight).collect();
        Self {
            groups_of,
            groups,
            weights,
        }
    }

    /// Returns the functions in an order in which each is followed by the most similar of those that are
    /// left. Similarity to the functions before it also counts, but less.
    fn order(&self, chain: Chain) -> Vec<usize> {
        let Self { weights, .. } = self;
        let mut left: Vec<usize> = (0..weights.len()).collect();
        left.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]));
        let mut order = Vec::with_capacity(left.len());
        // What each function has in common with the chain so far, and the weight of the chain.
        let mut common = vec![0.0; left.len()];
        let mut chain_weight = 0.0;
        let mut next = chain.first.min(left.len().saturating_sub(1));
        while next < left.len() {
            let function = left.remove(next);
            order.push(function);
            common.iter_mut().for_each(|common| *common *= chain.decay);
            chain_weight = chain_weight * chain.decay + weights[function];
            for &group in &self.groups_of[function] {
                let group = &self.groups[group];
                for &other in &group.functions {
                    common[other] += group.rarity;
                }
            }
            let similarity =
                |other: usize| common[other] / (1.0 + (chain_weight * weights[other]).sqrt());
            let best = left.iter().map(|&other| similarity(other)).enumerate();
            // The first of those that are equally similar.
            next = best
                .reduce(|best, other| if other.1 > best.1 { other } else { best })
                .map_or(0, |(index, _)| index);
        }
        order
    }
}

/// The functions that share a sequence of three bytes.
struct Group {
    functions: Vec<usize>,
    /// How much the sequence counts: more if fewer functions have it.
    rarity: f64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, Elements, EntityType, ExportKind, Function, Instruction, RefType, TableSection,
        TableType, TypeSection,
    };

    /// Returns a module with two imports and these functions. Each is exported under its index, and the
    /// second is in a table.
    fn module(bodies: &[&[Instruction]]) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], [wasm_encoder::ValType::I32]);
        module.section(&types);
        let mut imports = ImportSection::new();
        for name in ["$10", "$2"] {
            imports.import("env", name, EntityType::Function(0));
        }
        module.section(&imports);
        let mut functions = FunctionSection::new();
        bodies.iter().for_each(|_| {
            functions.function(0);
        });
        module.section(&functions);
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 1,
            maximum: None,
            shared: false,
        });
        module.section(&tables);
        let mut exports = ExportSection::new();
        for index in 2..2 + bodies.len() {
            exports.export(&index.to_string(), ExportKind::Func, index as u32);
        }
        module.section(&exports);
        let mut elements = ElementSection::new();
        let table = ConstExpr::i32_const(0);
        elements.active(Some(0), &table, Elements::Functions((&[3][..]).into()));
        module.section(&elements);
        let mut code = CodeSection::new();
        for body in bodies {
            let mut function = Function::new([]);
            for instruction in *body {
                function.instruction(instruction);
            }
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        module.section(&code);
        module.finish()
    }

    /// What a function is, whatever its index: its instructions, with the body of each function that
    /// it calls in place of the index.
    fn meaning(wasm: &[u8], index: u32) -> String {
        let (mut imports, mut bodies) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::ImportSection(section) => {
                    imports.extend(section.into_imports().map(|import| import.unwrap().name));
                }
                Payload::CodeSectionEntry(body) => bodies.push(body),
                _ => {}
            }
        }
        let Some(body) = index.checked_sub(2) else {
            return imports[index as usize].to_owned();
        };
        let operators = bodies[body as usize].get_operators_reader().unwrap();
        let operators = operators
            .into_iter()
            .map(|operator| match operator.unwrap() {
                wasmparser::Operator::Call { function_index } => meaning(wasm, function_index),
                operator => format!("{operator:?}"),
            });
        operators.collect::<Vec<_>>().join(" ")
    }

    /// Returns the meaning of each export by its name, and of the function in the table.
    fn behavior(wasm: &[u8]) -> Vec<(String, String)> {
        let mut behavior = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.unwrap() {
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export.unwrap();
                        behavior.push((export.name.to_owned(), meaning(wasm, export.index)));
                    }
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let wasmparser::ElementItems::Functions(items) = element.unwrap().items
                        else {
                            panic!("the table holds functions");
                        };
                        for index in items {
                            behavior.push(("table".into(), meaning(wasm, index.unwrap())));
                        }
                    }
                }
                _ => {}
            }
        }
        behavior
    }

    #[test]
    fn similar_functions_become_neighbors_and_mean_the_same() {
        use Instruction::{Call, Drop, I32Add, I32Const, I32Mul};
        let sum = |number| [I32Const(7), I32Const(8), I32Add, I32Const(number), I32Add];
        let product = |callee| [Call(callee), Call(callee), I32Mul, I32Const(9), I32Mul];
        let wasm = module(&[
            &sum(1),
            &product(0),
            &[&sum(2)[..], &[Drop, Call(2), Call(1), I32Add]].concat(),
            &product(0),
        ]);
        let reordered = reorder(&wasm).unwrap();
        wasmparser::validate(&reordered).unwrap();
        assert_ne!(wasm, reordered);
        assert_eq!(behavior(&reordered), behavior(&wasm));
        let all = (2..6).map(|index| meaning(&reordered, index).contains("I32Mul"));
        let products: Vec<bool> = all.collect();
        assert!(matches!(
            products[..],
            [true, true, false, false] | [false, false, true, true]
        ));
    }

    #[test]
    fn the_smallest_modules_come_first() {
        let modules = ["ccc", "a", "bb", "z"].map(|module| module.as_bytes().to_vec());
        let best = |count| smallest(modules.to_vec(), count, <[u8]>::len);
        assert_eq!(best(3), [&b"a"[..], b"z", b"bb"]);
        assert_eq!(best(9).len(), 4);
        assert_eq!(smallest(Vec::new(), 1, <[u8]>::len), Vec::<Vec<u8>>::new());
    }

    #[test]
    fn bytes_that_are_no_module_are_an_error() {
        assert!(reorder(b"not WebAssembly").is_err());
        assert!(reorder(b"").is_err());
    }
}
