package io.velostream.cli.shell;

import io.velostream.cli.output.OutputFormat;

/// What the user has chosen about how results are shown.
final class ShellState {
  private OutputFormat format;
  private boolean expanded;
  private boolean timing;

  ShellState(OutputFormat format) {
    this.format = format;
  }

  OutputFormat format() {
    return format;
  }

  void format(OutputFormat chosen) {
    format = chosen;
  }

  boolean expanded() {
    return expanded;
  }

  void expanded(boolean on) {
    expanded = on;
  }

  boolean timing() {
    return timing;
  }

  void timing(boolean on) {
    timing = on;
  }
}
