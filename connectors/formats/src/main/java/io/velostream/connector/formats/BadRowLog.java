package io.velostream.connector.formats;

import io.velostream.columnar.Slice;
import io.velostream.connector.spi.BadRows;

/// Counts lines and reports the rows that do not decode.
public final class BadRowLog {
  /// Longer rows are cut to this many bytes in a report.
  private static final int MAX_RAW_BYTES = 65_536;

  private final String source;
  private final BadRows target;
  private long line = 1;
  private boolean muted;

  BadRowLog(String source, BadRows target) {
    this.source = source;
    this.target = target;
  }

  /// Number of the line that the next row starts on, from 1.
  public long line() {
    return line;
  }

  /// What is met from now on has been reported before, or is to be reported again.
  void mute(boolean wanted) {
    muted = wanted;
  }

  /// Goes on at another line.
  void continueAt(long nextLine) {
    line = nextLine;
  }

  /// Steps over `lines` lines.
  void advance(long lines) {
    line += lines;
  }

  /// Reports the row that starts on the current line.
  void report(byte[] buffer, int from, int to, String reason) {
    report(new Slice(buffer, from, to - from), reason);
  }

  /// Reports what lies where the input has been read to.
  void report(Slice raw, String reason) {
    int length = Math.min(raw.length(), MAX_RAW_BYTES);
    if (!muted) {
      target.report(source, line, new Slice(raw.array(), raw.offset(), length), reason);
    }
  }
}
