package io.velostream.cli.output;

import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.pipeline.Pipeline;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;

/// A line on the terminal that shows how far a long run is. Nothing is shown during the first half
/// second, nor once the run has begun to print its result.
public final class ProgressBar implements ProgressListener {
  private static final int QUIET_REPORTS = 5;
  private static final int WIDTH = 30;

  private final PrintStream terminal;
  private int reports;
  private boolean shown;
  private boolean over;

  /// @param terminal where to draw
  public ProgressBar(PrintStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public void progress(Pipeline.Progress progress) {
    reports++;
    if (reports > QUIET_REPORTS && !over) {
      shown = true;
      terminal.print("\r" + line(progress) + "\u001b[K");
      terminal.flush();
    }
  }

  /// Wipes the line and shows it no more, so that results do not mix with it.
  public void end() {
    if (shown) {
      terminal.print("\r\u001b[K");
      terminal.flush();
    }
    shown = false;
    over = true;
  }

  /// Begins anew for another run.
  public void start() {
    end();
    over = false;
    reports = 0;
  }

  /// A stream to `target` that ends this bar before the first byte.
  public OutputStream before(OutputStream target) {
    return new FilterOutputStream(target) {
      @Override
      public void write(int value) throws IOException {
        end();
        out.write(value);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        end();
        out.write(bytes, from, length);
      }
    };
  }

  static String line(Pipeline.Progress progress) {
    String rows = String.format(Locale.ROOT, "%,d rows", progress.rows());
    if (progress.bytesTotal() <= 0) {
      return rows;
    }
    double part = Math.min(1.0, (double) progress.bytesRead() / progress.bytesTotal());
    int filled = (int) (part * WIDTH);
    return String.format(
        Locale.ROOT,
        "%s%s %3d %%  %s",
        "█".repeat(filled),
        "░".repeat(WIDTH - filled),
        (int) (part * 100),
        rows);
  }
}
