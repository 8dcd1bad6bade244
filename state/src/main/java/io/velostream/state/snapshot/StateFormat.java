package io.velostream.state.snapshot;

/// The form of a block of state: what it is of, and which version of that form.
///
/// @param kind a short name in lower case that stays the same for ever, like `aggregate`
/// @param version from 1 on, raised with every change of the form
public record StateFormat(String kind, int version) {
  public StateFormat {
    if (kind.isEmpty() || version < 1) {
      throw new IllegalArgumentException("no format: " + kind + " " + version);
    }
  }
}
