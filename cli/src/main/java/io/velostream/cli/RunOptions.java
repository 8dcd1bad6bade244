package io.velostream.cli;

import io.velostream.cli.output.OutputFormat;
import io.velostream.cli.remote.RemoteServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// Options of everything that runs SQL.
final class RunOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How results are printed: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.",
      defaultValue = "TABLE")
  OutputFormat format = OutputFormat.TABLE;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A session setting, as SET; may be repeated.")
  Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--sample",
      paramLabel = "ROWS",
      description = "Rows to look at to find the columns of files; default 20000.")
  @org.jspecify.annotations.Nullable
  Long sample;

  @Option(
      names = "--summary",
      negatable = true,
      description = "Print rows in, rows out, late rows, errors and records/s at the end.")
  @org.jspecify.annotations.Nullable
  Boolean summary;

  @Option(
      names = "--fresh",
      description = "Start jobs over, whatever was saved of them in 'checkpoint.dir'.")
  boolean fresh;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description =
          "Start jobs from their savepoints in this folder, where nothing else was saved.")
  java.nio.file.@org.jspecify.annotations.Nullable Path from;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Have the SQL carried out by this server, such as http://127.0.0.1:8080.")
  @org.jspecify.annotations.Nullable
  String server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "What the server wants to be shown. Without: that in VELOSTREAM_TOKEN, if any.")
  java.nio.file.@org.jspecify.annotations.Nullable Path tokenFile;

  /// Runs scripts here, or at the server that was named.
  ///
  /// @param narrate whether to say what each statement does and to print a summary by default
  /// @return the exit code
  int run(List<Script> scripts, boolean narrate) {
    return server == null
        ? new ScriptRunner(this, narrate).run(scripts)
        : new RemoteScriptRunner(this, new RemoteServer(server, Token.find(tokenFile)), narrate)
            .run(scripts);
  }

  /// The session settings that the options ask for.
  Map<String, String> allSettings() {
    Map<String, String> all = new LinkedHashMap<>(settings);
    if (sample != null) {
      all.put("infer.sample-rows", sample.toString());
    }
    if (fresh) {
      all.put("checkpoint.fresh", "true");
    }
    if (from != null) {
      all.put("checkpoint.from", from.toString());
    }
    return all;
  }
}
