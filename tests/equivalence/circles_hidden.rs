//! Circles that no name leads through: the machine is made in a block of the compiler's, which does not show what it keeps.
//! With `inspect` it has to, so that rustc refuses such circles.
use crate::harness::*;

functions! {
    pub mod resolver {
        use super::*;

        pub enum Records<F> {
            #[allow(dead_code, reason = "dropped")]
            Chain { next: F, seen: Noisy },
            Exist(Noisy),
        }

        #[derive(Clone)]
        pub struct Client(pub u64);

        // As in `CachingClient` of hickory-resolver.
        impl Client {
            pub async fn lookup(mut self, query: Noisy, depth: u64, (left, _): (Noisy, Noisy)) -> Result<Noisy, u64> {
                let _here = noisy("here", depth);
                pause(1).await;
                let records = self.records(&query, depth);
                let result = match records {
                    Ok(Records::Chain { next, .. }) => next.await.map(|found| noisy("more", found.get() + depth)),
                    Ok(Records::Exist(found)) => Ok(found),
                    Err(why) => Err(why + left.get()),
                };
                query.get();
                result
            }

            fn records(
                &mut self,
                query: &Noisy,
                depth: u64,
            ) -> Result<Records<impl Future<Output = Result<Noisy, u64>> + use<>>, u64> {
                match depth {
                    0 => Err(depth),
                    1 => Ok(Records::Exist(noisy("found", query.value))),
                    _ => Ok(Records::Chain {
                        next: Box::pin(self.clone().lookup(noisy("next", depth), depth - self.0, two(depth))),
                        seen: noisy("seen", depth),
                    }),
                }
            }
        }

        pub fn two(n: u64) -> (Noisy, Noisy) {
            (noisy("left", n), noisy("right", n))
        }
    }
}

#[test]
fn machines_are_send_where_the_compilers_are() {
    fn send<T: Send>(value: T) -> T {
        value
    }
    let noisy = |value| Noisy { name: "a", value };
    drop(send(native::resolver::Client(1).lookup(noisy(1), 1, (noisy(1), noisy(2)))));
    drop(send(manual::resolver::Client(1).lookup(noisy(1), 1, (noisy(1), noisy(2)))));
}

cases! {
    lookup [0, 1, 2, 3] |n| resolver::Client(1).lookup(noisy("query", n), n, resolver::two(n));
    lookup_two_at_once [2, 4] |n| resolver::Client(2).lookup(noisy("query", n), n, resolver::two(n));
}
