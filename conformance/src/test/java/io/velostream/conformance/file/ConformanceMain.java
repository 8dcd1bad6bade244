package io.velostream.conformance.file;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Runs test files from a shell: `[--complete] [file | folder | file:line] ...`.
///
/// `--complete` writes what the engine answers into the files, under the default settings. Read the
/// difference before you commit it: the files say what is right, not what is.
public final class ConformanceMain {
  private final PrintStream out;
  private int cases;
  private int failures;

  private ConformanceMain(PrintStream out) {
    this.out = out;
  }

  /// Exits with 1 when an expectation does not hold.
  public static void main(String[] arguments) throws IOException {
    List<String> targets = new ArrayList<>(List.of(arguments));
    boolean complete = targets.remove("--complete");
    if (targets.isEmpty()) {
      targets.add(TestFiles.ROOT.toString());
    }
    ConformanceMain main = new ConformanceMain(System.out);
    for (String target : targets) {
      main.run(target, complete);
    }
    System.out.println(main.cases + " cases run, " + main.failures + " failed");
    System.exit(main.failures == 0 ? 0 : 1);
  }

  private void run(String target, boolean complete) throws IOException {
    int colon = target.lastIndexOf(':');
    boolean oneLine = colon > 0 && target.substring(colon + 1).matches("\\d+");
    Path path = Path.of(oneLine ? target.substring(0, colon) : target);
    int line = oneLine ? Integer.parseInt(target.substring(colon + 1)) : 0;
    for (Path file : Files.isDirectory(path) ? TestFiles.below(path) : List.of(path)) {
      TestFile test = TestFiles.read(file);
      if (complete) {
        complete(file, test, line);
      } else {
        for (Variant variant : Variant.matrix()) {
          report(file, variant, FileRunner.run(test, variant, line));
        }
      }
    }
  }

  private void report(Path file, Variant variant, List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      cases++;
      if (!outcome.holds()) {
        failures++;
        out.println(file + ":" + outcome.line() + " [" + variant + "]\n  " + outcome.failure());
      }
    }
  }

  private void complete(Path file, TestFile test, int line) throws IOException {
    List<Outcome> outcomes = new ArrayList<>(FileRunner.run(test, Variant.DEFAULT, line));
    outcomes.sort(Comparator.comparingInt((Outcome o) -> o.expected().from()).reversed());
    List<String> lines = new ArrayList<>(test.lines());
    for (Outcome outcome : outcomes) {
      cases++;
      if (outcome.holds()) {
        continue;
      }
      failures++;
      Entry.Expected expected = outcome.expected();
      if (expected.from() < 0) {
        out.println(file + ":" + outcome.line() + "\n  " + outcome.failure());
        continue;
      }
      List<String> block = lines.subList(expected.from(), expected.to());
      block.clear();
      block.addAll(outcome.actual());
      if (!expected.present()) {
        block.addFirst("----");
      }
    }
    Files.writeString(file, String.join("\n", lines));
  }
}
