package io.velostream.engine.execute;

import io.velostream.columnar.error.EnvironmentException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Writers that are being opened one by one: when one cannot be, the others are closed again.
final class Opened implements AutoCloseable {
  private final List<Closeable> writers = new ArrayList<>();

  /// @param writer closes it
  void add(Closeable writer) {
    writers.add(writer);
  }

  /// Leaves closing them to somebody else.
  void handOver() {
    writers.clear();
  }

  @Override
  public void close() {
    for (Closeable writer : writers) {
      try (writer) {
        // Closed without more ado.
      } catch (IOException e) {
        throw new EnvironmentException("a sink could not be closed", e, false);
      }
    }
  }
}
