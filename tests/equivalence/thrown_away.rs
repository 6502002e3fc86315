//! Values of branches that nobody wants: what the branches give tells the type of what the others do.
use crate::harness::*;

async fn perhaps(n: u64) -> Option<Noisy> {
    number(1).await;
    (n > 0).then(|| noisy("perhaps", n))
}

async fn tried(n: u64) -> Result<Noisy, Noisy> {
    number(1).await;
    if n > 0 { Ok(noisy("done", n)) } else { Err(noisy("failed", n)) }
}

functions! {
    pub async fn by_a_match(n: u64) {
        let local = noisy("local", n);
        match n {
            0 => perhaps(1).await,
            _ => None,
        };
        number(2).await;
    }

    pub async fn by_an_if(n: u64) {
        if n == 0 { None } else { perhaps(1).await };
        if flag(n == 0).await { Err(noisy("refused", n)) } else { tried(n).await };
        if let Some(x) = perhaps(n).await { Some(x.get()) } else { None };
    }

    pub async fn by_a_loop(n: u64) {
        let mut left = n;
        loop {
            let inner = noisy("inner", left);
            if left == 0 {
                break None;
            }
            left -= 1;
            if left == 2 {
                break perhaps(left).await;
            }
        };
        pause(1).await;
    }

    pub async fn by_a_block(n: u64) {
        'left: {
            let inner = noisy("inner", n);
            if n == 0 {
                break 'left Vec::new();
            }
            vec![perhaps(n).await]
        };
        {
            let inner = noisy("inner", n);
            match n {
                0 => tried(n).await,
                1 => Ok(inner),
                _ => Err(noisy("refused", n)),
            }
        };
    }

    pub async fn beside_temporaries(n: u64) {
        match noisy("matched", n).get() {
            0 => Some(noisy("first", 1).add(number(1).await).get()),
            1 => None,
            _ => Some(perhaps(2).await.map_or(0, |x| x.get()) + (&noisy("second", 2)).get()),
        };
        if flag(n == 0).await { Some((&noisy("third", 3)).get()) } else { Some(number(2).await) };
        pause(1).await;
    }

    pub async fn at_the_end(n: u64) {
        let local = noisy("local", n);
        match n {
            0 => tried(0).await,
            1 => return,
            _ => Ok(noisy("other", n)),
        };
    }

    pub async fn in_a_branch(n: u64) -> u64 {
        let local = noisy("local", n);
        if n < 2 {
            match n {
                0 => perhaps(0).await,
                _ => Default::default(),
            };
            return number(n).await;
        }
        n
    }
}

cases! {
    by_a_match [0, 1] |n| by_a_match(n);
    by_an_if [0, 1] |n| by_an_if(n);
    by_a_loop [0, 1, 4] |n| by_a_loop(n);
    by_a_block [0, 1, 2] |n| by_a_block(n);
    beside_temporaries [0, 1, 2] |n| beside_temporaries(n);
    at_the_end [0, 1, 2] |n| at_the_end(n);
    in_a_branch [0, 1, 2] |n| in_a_branch(n);
}
