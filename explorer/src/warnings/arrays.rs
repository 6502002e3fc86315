//! Arrays, by the lengths that are written.

use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ItemConst, Lit, Type};

use crate::origin::Origin;
use crate::source::Source;

/// How many constants in a row may stand for each other.
const CONSTANTS: u32 = 8;

/// How many elements a local has, if it is an array; of arrays in an array, all of them.
pub fn length(origin: &Origin, source: &Source) -> Option<u64> {
    let by_type = origin.ty.and_then(|ty| of_type(ty, source));
    by_type.or_else(|| of_value(origin.value.filter(|_| !origin.is_element)?, source))
}

fn of_type(ty: &Type, source: &Source) -> Option<u64> {
    match ty {
        Type::Array(array) => {
            number(&array.len, source, CONSTANTS)?.checked_mul(of_type(&array.elem, source).unwrap_or(1))
        }
        _ => None,
    }
}

fn of_value(value: &Expr, source: &Source) -> Option<u64> {
    match value {
        Expr::Repeat(repeat) => {
            number(&repeat.len, source, CONSTANTS)?.checked_mul(of_value(&repeat.expr, source).unwrap_or(1))
        }
        Expr::Array(array) => {
            let first = array.elems.first().and_then(|first| of_value(first, source));
            (array.elems.len() as u64).checked_mul(first.unwrap_or(1))
        }
        _ => None,
    }
}

/// `1024`, `4 * 1024`, `64 << 10`, and constants of the same file.
fn number(length: &Expr, source: &Source, constants: u32) -> Option<u64> {
    match length {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        },
        Expr::Binary(binary) => {
            let (left, right) = (number(&binary.left, source, constants)?, number(&binary.right, source, constants)?);
            match binary.op {
                BinOp::Mul(_) => left.checked_mul(right),
                BinOp::Add(_) => left.checked_add(right),
                BinOp::Sub(_) => left.checked_sub(right),
                BinOp::Shl(_) => left.checked_shl(right.try_into().ok()?),
                _ => None,
            }
        }
        Expr::Paren(inner) => number(&inner.expr, source, constants),
        Expr::Path(path) => {
            let name = path.path.get_ident()?;
            let mut named = Named { name: name.to_string(), values: Vec::new() };
            named.visit_file(&source.syntax);
            match named.values[..] {
                [value] => number(value, source, constants.checked_sub(1)?),
                // None that one could see, or several to choose from.
                _ => None,
            }
        }
        _ => None,
    }
}

/// What constants with this name are.
struct Named<'a> {
    name: String,
    values: Vec<&'a Expr>,
}

impl<'a> Visit<'a> for Named<'a> {
    fn visit_item_const(&mut self, node: &'a ItemConst) {
        if node.ident == self.name {
            self.values.push(&node.expr);
        }
        visit::visit_item_const(self, node);
    }
}
