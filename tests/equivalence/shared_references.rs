//! Parameters that are shared references: a step may read them once, if nothing points to the parameter itself.
use crate::harness::*;

pub struct Shop {
    name: String,
    items: Vec<u64>,
    count: u64,
    last: std::cell::Cell<u64>,
}

impl Shop {
    fn new(n: u64) -> Self {
        Shop { name: format!("shop {n}"), items: vec![n, n + 1, n + 2], count: n, last: Default::default() }
    }

    fn iter(&self) -> std::slice::Iter<'_, u64> {
        self.items.iter()
    }
}

/// For references alone: what it gives may point to the reference.
trait Twice {
    fn itself(&self) -> &Self;
    fn name_of(self) -> String;
}

impl Twice for &Shop {
    fn itself(&self) -> &Self {
        self
    }

    fn name_of(self) -> String {
        step();
        self.name.clone()
    }
}

macro_rules! borrowed {
    ($value:expr) => {
        &$value
    };
}

macro_rules! matched {
    ($value:expr, $name:ident => $then:expr) => {
        match $value {
            ref $name => $then,
        }
    };
}

fn longest<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.len() > b.len() { a } else { b }
}

functions! {
    pub async fn fields(shop: &Shop) -> u64 {
        let before = shop.count + shop.items[0];
        pause(1).await;
        shop.last.set(before);
        let items = &shop.items;
        pause(1).await;
        items.len() as u64 + shop.last.get() + u64::from(shop.name == "shop 1")
    }

    pub async fn in_loops(shop: &Shop, list: &[u64]) -> u64 {
        let mut sum = 0;
        for n in list {
            sum += number(*n + shop.count).await;
        }
        for n in shop.iter() {
            sum += number(*n).await;
        }
        for n in list.iter().rev() {
            sum += number(*n).await;
        }
        let [first, .., last] = list else { return sum };
        pause(1).await;
        sum + first + last
    }

    pub async fn borrowed_by_itself(shop: &Shop) -> u64 {
        let twice = &shop;
        pause(1).await;
        twice.count + shop.count
    }

    pub async fn bound_by_reference(shop: &Shop) -> u64 {
        let ref twice = shop;
        pause(1).await;
        match shop {
            ref other => number(other.count + twice.count).await,
        }
    }

    pub async fn borrowed_by_macros(shop: &Shop) -> u64 {
        let twice = borrowed!(shop);
        pause(1).await;
        matched!(shop, other => number(other.count).await) + twice.count
    }

    #[cfg_attr(test, cfg(test))]
    pub async fn borrowed_behind_others(shop: &Shop) -> u64 {
        let twice = borrowed!(shop);
        pause(1).await;
        twice.count
    }

    pub async fn lent_by_a_method(shop: &Shop) -> u64 {
        let twice = (&shop).itself();
        pause(1).await;
        twice.count + (*twice).name_of().len() as u64
    }

    pub async fn taken_by_a_method(shop: &Shop) -> u64 {
        let name = shop.name_of();
        pause(1).await;
        name.len() as u64 + shop.name_of().len() as u64
    }

    pub async fn shadowed(shop: &Shop) -> u64 {
        let n = { let shop = shop.count; number(shop + 1).await };
        if n > 1 {
            let shop = shop.items.len() as u64;
            pause(1).await;
            step();
            drop(noisy("n", shop));
        }
        let both = shop.count;
        let shop = number(both).await;
        pause(1).await;
        shop + n
    }

    pub async fn captured(shop: &Shop) -> u64 {
        let count = || shop.count;
        pause(1).await;
        let more = async { number(shop.count).await };
        let kept = move |n: u64| n + shop.count;
        more.await + count() + kept(1)
    }

    pub async fn returned<'a>(shop: &'a Shop, other: &'a str) -> &'a str {
        pause(1).await;
        if shop.count > 1 {
            return longest(&shop.name, other);
        }
        pause(1).await;
        longest(other, shop.name.as_str())
    }

    pub async fn of_other_lifetimes<'a, 'b>(shop: &'a Shop, other: &'b str) -> (&'b str, &'a [u64]) {
        pause(1).await;
        let found = other.split(' ').next().unwrap_or(other);
        pause(1).await;
        (found, &shop.items)
    }

    pub async fn generic<T: AsRef<str> + ?Sized>(name: &T, all: &dyn Fn(u64) -> u64) -> u64 {
        let length = name.as_ref().len() as u64;
        pause(1).await;
        all(length) + number(name.as_ref().len() as u64).await
    }

    pub async fn compared(a: &str, b: &str, shop: &Shop) -> bool {
        let is_less = a < b;
        pause(1).await;
        is_less || a == "a" || *b == *shop.name || format!("{a}{b}{}", shop.count) == "ab1"
    }

    pub async fn references_to_references(all: &[&Shop], one: &&Shop) -> u64 {
        pause(1).await;
        let n = one.count + all[0].count;
        pause(1).await;
        all.iter().map(|shop| shop.count).sum::<u64>() + one.name.len() as u64 + n
    }

    pub async fn a_pattern(&(a, ref b): &(u64, String), (c, d): &(u64, u64)) -> u64 {
        pause(1).await;
        a + b.len() as u64 + number(*c).await + d
    }

    pub async fn changed(mut shop: &Shop, other: &Shop) -> u64 {
        let n = shop.count;
        pause(1).await;
        shop = other;
        pause(1).await;
        n + shop.count + other.count
    }

    pub async fn with_a_guard(cell: &std::cell::RefCell<Shop>) -> u64 {
        let mut shop = cell.borrow_mut();
        shop.count += number(1).await;
        drop(shop);
        let n = cell.borrow().count;
        pause(1).await;
        n
    }
}

cases! {
    fields [1] |n| fields(&Shop::new(n));
    in_loops [1] |n| in_loops(&Shop::new(n), &[n, 2, 3]);
    borrowed_by_itself [1] |n| borrowed_by_itself(&Shop::new(n));
    bound_by_reference [1] |n| bound_by_reference(&Shop::new(n));
    borrowed_by_macros [1] |n| borrowed_by_macros(&Shop::new(n));
    borrowed_behind_others [1] |n| borrowed_behind_others(&Shop::new(n));
    lent_by_a_method [1] |n| lent_by_a_method(&Shop::new(n));
    taken_by_a_method [1] |n| taken_by_a_method(&Shop::new(n));
    shadowed [1] |n| shadowed(&Shop::new(n));
    captured [1] |n| captured(&Shop::new(n));
    returned [1, 2] |n| returned(&Shop::new(n), "a longer name");
    of_other_lifetimes [1] |n| of_other_lifetimes(&Shop::new(n), "a b");
    generic [1] |n| generic(&format!("{n}"), &|n| n + 1);
    compared [1] |n| compared("b", "a", &Shop::new(n));
    references_to_references [1] |n| references_to_references(&[&Shop::new(n), &Shop::new(2)], &&Shop::new(3));
    a_pattern [1] |n| a_pattern(&(n, String::from("x")), &(n, 2));
    changed [1] |n| changed(&Shop::new(n), &Shop::new(2));
    with_a_guard [1] |n| with_a_guard(&std::cell::RefCell::new(Shop::new(n)));
}
