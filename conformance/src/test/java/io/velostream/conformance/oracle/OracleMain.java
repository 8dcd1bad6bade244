package io.velostream.conformance.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/// Asks many random questions: `--queries N --seed S [--repro FOLDER]`.
///
/// Each failing seed is shrunk and printed as a test file, or written to the folder.
public final class OracleMain {
  private OracleMain() {}

  /// Exits with 1 when a difference was found.
  public static void main(String[] arguments) throws SQLException, IOException {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    int queries = Integer.parseInt(options.getOrDefault("--queries", "1000"));
    long seed = Long.parseLong(options.getOrDefault("--seed", "1"));
    OracleRun.Report report = OracleRun.run(seed, queries, Integer.MAX_VALUE);
    String folder = options.get("--repro");
    for (OracleRun.Finding finding : report.findings()) {
      System.out.println("seed " + finding.seed() + "\n" + finding.repro());
      if (folder != null) {
        Files.createDirectories(Path.of(folder));
        Files.writeString(Path.of(folder, "seed_" + finding.seed() + ".test"), finding.repro());
      }
    }
    System.out.println(report.summary());
    System.exit(report.findings().isEmpty() ? 0 : 1);
  }
}
