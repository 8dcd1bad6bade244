package io.velostream.operators.window;

import io.velostream.stream.time.WindowSpec;

/// The numbers of the groups of HOP's panes: the end of the pane, and added to it, how many of the
/// pane's windows had closed when the rows of the group came. These count in the other ones only.
///
/// The two can be told from their sum where panes are longer, in microseconds, than a row has
/// windows; work on others is not divided.
final class PaneNumbers {
  private final long paneSize;
  private final long slide;
  private final long offset;

  PaneNumbers(WindowSpec.Hop hop) {
    paneSize = hop.paneSize();
    slide = hop.slide();
    offset = hop.offset();
  }

  /// The start of the pane.
  long start(long number) {
    return end(number) - paneSize;
  }

  private long end(long number) {
    return WindowSpec.start(number, paneSize, offset);
  }

  /// How many windows of a pane have closed at a watermark.
  ///
  /// @param firstEnd the end of the first one, at the watermark or before
  long closed(long firstEnd, long watermark) {
    return (watermark - firstEnd) / slide + 1;
  }

  /// Whether the rows of a group count in a window.
  ///
  /// @param firstEnd the end of the pane's first window
  /// @param end that of the window, one of the pane's
  boolean countsIn(long number, long firstEnd, long end) {
    return end >= firstEnd + (number - end(number)) * slide;
  }
}
