//! Macros of other packages that are given the names of fields and functions, which look like those of locals.
use crate::harness::*;

pub struct Counts {
    pub reads: u64,
    pub writes: u64,
    pub noisy: Noisy,
}

#[cfg_attr(test, cfg(test))]
macro_rules! add {
    ($counts:expr, $field:ident, $more:expr) => {
        $counts.$field += call(stringify!($field), $more)
    };
}

#[cfg_attr(test, cfg(test))]
macro_rules! calls {
    ($function:ident) => {
        $function("called", 1);
    };
}

functions! {
    pub async fn counted(mut counts: Counts, n: u64) -> u64 {
        let write = n + 1;
        add!(counts, writes, n);
        pause(1).await;
        add!(counts, writes, write);
        if n == 1 {
            add!(counts, reads, 1);
            pause(1).await;
        }
        calls!(call);
        pause(1).await;
        calls!(call);
        counts.reads * 10 + counts.writes + counts.noisy.get()
    }
}

cases! {
    counted [0, 1] |n| counted(Counts { reads: n, writes: n, noisy: noisy("noisy", n) }, n);
}
