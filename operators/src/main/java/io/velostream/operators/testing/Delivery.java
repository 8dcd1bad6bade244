package io.velostream.operators.testing;

/// How the rows of a step are laid out in batches.
///
/// @param cut how many rows a batch has
/// @param selected whether garbage rows stand between the live ones, skipped by a selection
/// @param dictionaries whether columns of bytes are dictionary-coded
/// @param padded whether arrays are longer than the batch, with garbage at the end
/// @param explicitNulls whether columns without NULL carry an array that says so
public record Delivery(
    Cut cut, boolean selected, boolean dictionaries, boolean padded, boolean explicitNulls) {
  /// Batch sizes.
  public enum Cut {
    /// All rows of an input in one batch.
    WHOLE,
    /// Each row a batch.
    SINGLE,
    /// Random sizes, empty batches among them.
    RANDOM
  }

  /// One dense flat batch per step and input.
  public static final Delivery PLAIN = new Delivery(Cut.WHOLE, false, false, false, false);
}
