package io.velostream.stream.seam;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Closes what belongs together: all of it, whatever happens to one.
public final class Closing {
  private Closing() {}

  /// How one is closed, which may fail.
  @FunctionalInterface
  public interface Way<T> {
    /// Closes it.
    void close(T each) throws IOException;
  }

  /// Closes all, in their order.
  ///
  /// @throws IOException the first failure, if it is one, with those of the others suppressed; a
  ///   `RuntimeException` is thrown in the same way
  public static <T> void all(Iterable<? extends T> all, Way<T> way) throws IOException {
    Exception first = null;
    for (T each : all) {
      try {
        way.close(each);
      } catch (IOException | RuntimeException e) {
        first = first(first, e);
      }
    }
    switch (first) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Exception e -> throw new IllegalStateException(e); // neither was caught
    }
  }

  /// Closes what is of no use any more because of a failure, which is told together with what
  /// happens then.
  public static void after(Exception failure, Closeable closed) {
    try {
      closed.close();
    } catch (IOException | RuntimeException e) {
      first(failure, e);
    }
  }

  @SuppressWarnings("ReferenceEquality") // what several have in common may tell each the same
  private static Exception first(@Nullable Exception first, Exception next) {
    if (first == null) {
      return next;
    }
    if (first != next) {
      first.addSuppressed(next);
    }
    return first;
  }
}
