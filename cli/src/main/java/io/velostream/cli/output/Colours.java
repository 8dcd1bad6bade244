package io.velostream.cli.output;

/// Emphasis on a terminal, by the escape sequences of ECMA-48; plain text elsewhere.
public enum Colours {
  /// Text as it is.
  OFF(false),
  /// Text with escape sequences.
  ON(true);

  private static final String RESET = "\u001b[0m";

  private final boolean enabled;

  Colours(boolean enabled) {
    this.enabled = enabled;
  }

  /// Colours for a terminal unless its user has set the variable NO_COLOR (no-color.org).
  public static Colours forTerminal(boolean terminal) {
    String refused = System.getenv("NO_COLOR");
    return terminal && (refused == null || refused.isEmpty()) ? ON : OFF;
  }

  /// What names something.
  public String strong(String text) {
    return in("1", text);
  }

  /// What is there to guide the eye only.
  public String faint(String text) {
    return in("2", text);
  }

  /// What has gone wrong.
  public String bad(String text) {
    return in("1;31", text);
  }

  private String in(String code, String text) {
    return enabled && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
  }
}
