package io.velostream.connector.spi;

import java.util.Arrays;
import java.util.HexFormat;

/// A place in what a reader reads, from which another reader of the table goes on, in another
/// process if need be. What the bytes mean is the connector's business; it must know its old ones
/// for ever, and check that they are its own.
///
/// @param bytes nobody writes to them
public record ReadPosition(byte[] bytes) {
  /// Where a table begins.
  public static final ReadPosition START = new ReadPosition(new byte[0]);

  /// Whether this is where a table begins.
  public boolean isStart() {
    return bytes.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReadPosition position && Arrays.equals(bytes, position.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "ReadPosition[" + HexFormat.of().formatHex(bytes) + "]";
  }
}
