package io.velostream.state.snapshot;

/// A file that holds parts of saved state. What is in it stays as it was written.
public final class StateFile {
  private final String name;
  private volatile boolean retired;

  /// @param name without the folder
  public StateFile(String name) {
    this.name = name;
  }

  /// Its name, without the folder.
  public String name() {
    return name;
  }

  /// From now on nothing refers to the file that did not before: what is still needed of it is
  /// written again, so that it can go.
  public void retire() {
    retired = true;
  }

  /// Whether it is to go.
  boolean isRetired() {
    return retired;
  }
}
