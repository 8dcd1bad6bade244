package io.velostream.connector.formats;

/// A place between two rows of a text.
///
/// @param offset bytes of the text before it, as UTF-8
/// @param line number of the line that begins there, from 1
/// @param headEnd where the first row ends, if it tells about the others; 0 otherwise
public record TextPlace(long offset, long line, long headEnd) {
  public TextPlace {
    if (offset < 0 || line < 1 || headEnd < 0 || headEnd > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("no place: " + offset + ", " + line + ", " + headEnd);
    }
  }
}
