package io.velostream.engine.execute;

import io.velostream.columnar.Slice;
import io.velostream.expression.kernel.PatternKernels;
import java.util.Optional;

/// What SHOW lists: all names, or those LIKE a pattern in any letter case.
record NamePattern(Optional<String> pattern) {
  boolean matches(String name) {
    return pattern.isEmpty()
        || PatternKernels.ilike(Slice.utf8(name), Slice.utf8(pattern.get())) != 0;
  }
}
