//! Puts what is needed to measure them beside the functions of a file.
//!
//! A machine is generic over what it keeps, and only rustc knows what that is. So the copy of a file has each function as
//! its expansion, in which the enum of the states tells the sizes of its fields; and the `async fn` as it was, under
//! another name; and a test that prints both. The tests are all that is run.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprReturn, FnArg, GenericParam, ImplItem, Item, ItemEnum, ItemFn, ItemImpl, ReturnType};
use syn::{Signature, Stmt, Type, TypeParamBound, Visibility, parse_quote};

use crate::functions::{arguments, is_harmless, is_own, is_skip};
use crate::sections::{is_drop_of_states, is_of_states};
use crate::source::Source;

/// What becomes of a file.
pub struct Probed {
    pub text: String,
    /// The functions that are not measured, and why.
    pub left_out: Vec<String>,
}

/// The file with its probes; `None` if there is nothing in it to measure.
pub fn probe(source: &Source) -> Option<Probed> {
    let mut prober = Prober { source, edits: Vec::new(), left_out: Vec::new(), count: 0 };
    prober.items(&source.syntax.items, Within { path: String::new(), annotated: false });
    if prober.count == 0 && prober.left_out.is_empty() {
        return None;
    }
    let Prober { mut edits, left_out, .. } = prober;
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.from, edit.to)));
    let mut text = source.text.clone();
    edits.into_iter().for_each(|edit| text.replace_range(edit.from..edit.to, &edit.text));
    Some(Probed { text, left_out })
}

/// Some bytes of the file, and what comes in their place.
struct Edit {
    from: usize,
    to: usize,
    text: String,
}

#[derive(Clone)]
struct Within {
    /// `module::`
    path: String,
    /// The attribute stands on something around it.
    annotated: bool,
}

struct Prober<'a> {
    source: &'a Source,
    edits: Vec<Edit>,
    left_out: Vec<String>,
    count: usize,
}

/// A function that may be measured.
struct Candidate<'a> {
    attrs: &'a [Attribute],
    vis: &'a Visibility,
    sig: &'a Signature,
    body: TokenStream,
    /// `<Type>::`, for a method.
    prefix: String,
    /// `module::Type::method`
    name: String,
    /// Where the module's item ends that it is in.
    end: usize,
}

impl Prober<'_> {
    fn items(&mut self, items: &[Item], within: Within) {
        for item in items {
            match item {
                Item::Mod(module) => {
                    let Some((_, items)) = &module.content else { continue };
                    let annotated = self.unannotate(&module.attrs) || within.annotated;
                    self.items(items, Within { path: format!("{}{}::", within.path, module.ident), annotated });
                }
                Item::Impl(methods) if methods.trait_.is_none() => self.methods(methods, &within),
                Item::Fn(function) => {
                    let ItemFn { attrs, vis, sig, block, .. } = function;
                    let (name, end) = (format!("{}{}", within.path, sig.ident), end_of(function));
                    let body = block.to_token_stream();
                    self.function(
                        Candidate { attrs, vis, sig, body, prefix: String::new(), name, end },
                        within.annotated,
                    );
                }
                _ => {}
            }
        }
    }

    fn methods(&mut self, methods: &ItemImpl, within: &Within) {
        let annotated = self.unannotate(&methods.attrs) || within.annotated;
        let ty = methods.self_ty.to_token_stream().to_string();
        for item in &methods.items {
            let ImplItem::Fn(method) = item else { continue };
            let name = format!("{}{ty}::{}", within.path, method.sig.ident);
            if is_generic(&methods.generics.params) {
                if annotated || method.attrs.iter().any(is_own) {
                    self.left_out.push(format!("{name}: its type has parameters"));
                }
                continue;
            }
            let (attrs, vis, sig, body) = (&method.attrs, &method.vis, &method.sig, method.block.to_token_stream());
            let (prefix, end) = (format!("<{ty}>::"), end_of(methods));
            self.function(Candidate { attrs, vis, sig, body, prefix, name, end }, annotated);
        }
    }

    /// Takes the attribute off something that has functions in it: they are dealt with one by one.
    fn unannotate(&mut self, attrs: &[Attribute]) -> bool {
        let own: Vec<&Attribute> = attrs.iter().filter(|attribute| is_own(attribute)).collect();
        self.edits.extend(own.iter().map(|own| {
            let range = own.span().byte_range();
            Edit { from: range.start, to: end_of(own), text: String::new() }
        }));
        !own.is_empty()
    }

    fn function(&mut self, function: Candidate, annotated: bool) {
        let own = function.attrs.iter().find(|attribute| is_own(attribute));
        let skipped = own.is_some_and(|own| own.meta.require_list().is_ok_and(|list| is_skip(&list.tokens)));
        if skipped {
            self.unannotate(function.attrs);
        }
        if function.sig.asyncness.is_none() || skipped || !(annotated || own.is_some()) {
            return;
        }
        match self.measured(&function, own) {
            Ok(text) => {
                let first = function.attrs.first().map_or_else(|| start_of(function.vis, function.sig), start);
                let body_end =
                    function.body.clone().into_iter().last().map_or(first, |body| body.span().byte_range().end);
                self.edits.push(Edit { from: first, to: body_end, text });
                self.edits.push(Edit { from: function.end, to: function.end, text: self.test(&function) });
                self.count += 1;
            }
            Err(why) => self.left_out.push(format!("{}: {why}", function.name)),
        }
    }

    /// The function as it was, under another name, and its machine, which can be asked for sizes.
    fn measured(&self, function: &Candidate, own: Option<&Attribute>) -> Result<String, &'static str> {
        let Candidate { attrs, vis, sig, body, .. } = function;
        if is_generic(&sig.generics.params) || sig.inputs.iter().any(is_impl) {
            return Err("it has type parameters");
        }
        if !matches!(sig.safety, syn::Safety::Default) || sig.inputs.len() > 8 {
            return Err("it is unsafe, or has more than eight parameters");
        }
        if !attrs.iter().all(|attribute| is_own(attribute) || is_harmless(attribute)) {
            return Err("it has other attributes");
        }
        let item = quote!(#vis #sig #body);
        let expansion = manual_async_lowering::manual_async(arguments(own, "own_signature"), item);
        let machine: ItemFn = syn::parse2(expansion).map_err(|_| "it is refused")?;
        let machine = telling(machine).ok_or("its machine has another form")?;
        let printed = prettyplease::unparse(&syn::parse_quote!(#machine));
        let text = &self.source.text;
        let (from, name, to) = (start_of(vis, sig), sig.ident.span().byte_range(), body.clone().into_iter().last());
        let to = to.map_or(name.end, |last| last.span().byte_range().end);
        let native = format!("{}native_{}{}", &text[from..name.start], sig.ident, &text[name.end..to]);
        Ok(format!("{native}\n{printed}"))
    }

    /// The test that prints what a function takes.
    fn test(&self, function: &Candidate) -> String {
        let Candidate { sig, prefix, name, .. } = function;
        let (ident, count, line) = (&sig.ident, sig.inputs.len(), sig.ident.span().start().line);
        let number = self.count;
        format!(
            "\n#[cfg(test)] mod measured_{number} {{ use super::*; #[test] fn manual_async_sizes() {{ \
             crate::manual_async_sizes::print({name:?}, {line}, crate::manual_async_sizes::size{count}({prefix}native_{ident}), \
             crate::manual_async_sizes::of{count}({prefix}{ident})) }} }}\n"
        )
    }
}

/// The machine with an enum that tells its layout, and a future that hands it on.
///
/// from: `return state_machine(Read::Uninitialized { .. }, |state, cx| ..);`, into: `return { let initial = ..; .. };`
fn telling(mut machine: ItemFn) -> Option<ItemFn> {
    let ReturnType::Type(_, output) = &mut machine.sig.output else { return None };
    let Type::ImplTrait(output) = &mut **output else { return None };
    let measured: TypeParamBound = parse_quote!(crate::manual_async_sizes::Measured);
    output.bounds.push(measured);
    let states = machine.block.stmts.iter().find_map(|statement| match statement {
        Stmt::Item(Item::Enum(states)) if is_of_states(states) => Some(states.clone()),
        _ => None,
    })?;
    let at = machine.block.stmts.iter().position(is_drop)?;
    let Stmt::Item(Item::Impl(drops)) = machine.block.stmts[at].clone() else { return None };
    let last = machine.block.stmts.iter_mut().rev().find_map(|statement| match statement {
        Stmt::Expr(Expr::Return(last), _) => Some(last),
        _ => None,
    })?;
    hand_on(last)?;
    machine.block.stmts.insert(at, Stmt::Item(Item::Impl(layout(drops, &states))));
    Some(machine)
}

fn is_drop(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Item(Item::Impl(item)) if is_drop_of_states(item))
}

fn hand_on(last: &mut ExprReturn) -> Option<()> {
    let Some(Expr::Call(call)) = last.expr.as_deref_mut() else { return None };
    let initial = call.args.first()?.clone();
    let name = format_ident!("initial_state");
    *call.args.first_mut()? = parse_quote!(#name);
    last.expr = Some(parse_quote!({
        let #name = #initial;
        let witness = crate::manual_async_sizes::witness(&#name);
        crate::manual_async_sizes::Probe::new(#call, witness)
    }));
    Some(())
}

/// from: `impl<File> Drop for Read<File> { .. }`, into: `impl<File> Layout for Read<File> { const STATES: .. }`
fn layout(drops: ItemImpl, states: &ItemEnum) -> ItemImpl {
    let (generics, ty) = (drops.generics, drops.self_ty);
    let clause = &generics.where_clause;
    let states = states.variants.iter().map(|state| {
        let name = state.ident.to_string();
        let fields = state.fields.iter().map(|field| {
            let (name, ty) = (field.ident.as_ref().map(ToString::to_string), &field.ty);
            quote!(crate::manual_async_sizes::Field {
                name: #name, size: ::core::mem::size_of::<#ty>(), align: ::core::mem::align_of::<#ty>(),
            })
        });
        quote!(crate::manual_async_sizes::State { name: #name, fields: &[#(#fields),*] })
    });
    parse_quote!(impl #generics crate::manual_async_sizes::Layout for #ty #clause {
        const STATES: &'static [crate::manual_async_sizes::State] = &[#(#states),*];
    })
}

/// Lifetimes are no matter.
fn is_generic<'a>(parameters: impl IntoIterator<Item = &'a GenericParam>) -> bool {
    parameters.into_iter().any(|parameter| !matches!(parameter, GenericParam::Lifetime(_)))
}

fn is_impl(argument: &FnArg) -> bool {
    let words = argument.to_token_stream().into_iter().map(|tree| tree.to_string());
    words.into_iter().any(|word| word == "impl" || word.contains("impl "))
}

fn start(part: &impl ToTokens) -> usize {
    part.to_token_stream().into_iter().next().map_or_else(Span::call_site, |first| first.span()).byte_range().start
}

fn start_of(vis: &Visibility, sig: &Signature) -> usize {
    start(&quote!(#vis #sig))
}

fn end_of(part: &impl ToTokens) -> usize {
    part.to_token_stream().into_iter().last().map_or_else(Span::call_site, |last| last.span()).byte_range().end
}
