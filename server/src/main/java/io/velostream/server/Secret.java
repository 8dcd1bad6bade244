package io.velostream.server;

import java.util.Objects;

/// A text that must not show up anywhere by accident.
public final class Secret {
  private final String text;

  public Secret(String text) {
    this.text = text;
  }

  /// The text itself.
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(text);
  }

  @Override
  public String toString() {
    return "******";
  }
}
