//! What a `match` looks into that stands elsewhere than in a slot.

/// Where that is what patterns look into: in a box, or behind a reference. What leads there stays in the machine as long as this, and it
/// decides whether threads may pass both on.
#[derive(Debug)]
pub struct Inside<T: ?Sized>(pub *mut T);

// SAFETY: this gives nobody access, as no pointer does; and generated code keeps it beside the box or reference, which is `Send` only
// if what it leads to may be looked into by another thread.
unsafe impl<T: ?Sized> Send for Inside<T> {}

// SAFETY: as above.
unsafe impl<T: ?Sized> Sync for Inside<T> {}
