package io.velostream.benchmarks;

/** Entry point; for now it prints its arguments. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("velostream benchmarks");
    for (String argument : args) {
      System.out.println("[" + argument + "]");
    }
  }
}
