package io.velostream.cli;

import io.velostream.cli.output.Colours;
import io.velostream.cli.output.ErrorReport;
import io.velostream.columnar.error.UserException;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.server.Secret;
import io.velostream.server.ServerOptions;
import io.velostream.server.VelostreamServer;
import io.velostream.server.log.EventLog;
import io.velostream.server.statement.Limits;
import io.velostream.stream.seam.Clock;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `velostream server`: keeps jobs until it is told to stop, by SIGTERM or Ctrl-C. It ends with 0
/// then.
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    description = "Runs jobs for long, and takes statements over HTTP.",
    exitCodeOnInvalidInput = ExitCode.USAGE)
final class ServerCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Catalogue and jobs are kept here; default ${DEFAULT-VALUE}.",
      defaultValue = "velostream-data")
  private Path data = Path.of("velostream-data");

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Default ${DEFAULT-VALUE}; 0 is any that is free.",
      defaultValue = "8080")
  private int port = 8080;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Where to listen; default ${DEFAULT-VALUE}, this machine only.",
      defaultValue = "127.0.0.1")
  private String bind = "127.0.0.1";

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description =
          "Statements may use files below it; may be repeated. Default: the working directory.")
  private List<Path> roots = List.of(Path.of(""));

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "Callers have to show the text in it. Without: that in VELOSTREAM_TOKEN, if any.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description = "A PKCS 12 file with key and certificate: HTTPS.")
  private @Nullable Path keystore;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description = "The password of the key store.")
  private @Nullable Path keystorePassword;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Another name that the server goes by; may be repeated.")
  private Set<String> hosts = new LinkedHashSet<>();

  @Option(
      names = "--insecure",
      description = "Listen beyond this machine even without TLS and token.")
  private boolean insecure;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of all statements and jobs, as SET; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--job-state",
      paramLabel = "MB",
      description = "State that one job may keep in memory; default: a quarter of the heap.")
  private long jobStateMegabytes = (Runtime.getRuntime().maxMemory() / 4) >> 20;

  @Option(
      names = "--traces",
      paramLabel = "URL",
      description =
          "Send spans there by OTLP, such as http://127.0.0.1:4318/v1/traces; default: none are"
              + " made.")
  private String traces = "";

  @Option(
      names = "--log",
      paramLabel = "FORM",
      description = "Of the log: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.",
      defaultValue = "TEXT")
  private EventLog.Form log = EventLog.Form.TEXT;

  @Option(
      names = "--shutdown",
      paramLabel = "SECONDS",
      description = "How long jobs may take to end; default ${DEFAULT-VALUE}.",
      defaultValue = "30")
  private int shutdownSeconds = 30;

  @Override
  public Integer call() {
    // What the JDK's server does to who sends slowly, and to connections that say nothing.
    System.setProperty("sun.net.httpserver.maxReqTime", "60");
    System.setProperty("sun.net.httpserver.idleInterval", "60");
    System.setProperty("jdk.httpserver.maxConnections", "256");
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Clock clock = SystemWorld.create().clock();
    VelostreamServer server;
    try {
      server =
          VelostreamServer.start(options(), new EventLog(err::println, clock::wallMicros, log));
    } catch (UserException e) {
      new ErrorReport(err, Colours.OFF).print(e, "", "");
      return ExitCode.USER_ERROR;
    }
    CountDownLatch forEver = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(() -> {
                  server.close();
                  // To be asked to end is no failure; without this the JVM would call it one.
                  Runtime.getRuntime().halt(ExitCode.OK);
                }));
    try {
      forEver.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }

  private ServerOptions options() {
    Optional<ServerOptions.Tls> tls =
        keystore == null
            ? Optional.empty()
            : Optional.of(new ServerOptions.Tls(keystore, new Secret(password())));
    return new ServerOptions(
        data,
        bind,
        port,
        roots,
        Token.find(tokenFile).map(Secret::new),
        tls,
        insecure,
        hosts,
        settings,
        Limits.STANDARD,
        jobStateMegabytes << 20,
        100,
        traces,
        Duration.ofSeconds(shutdownSeconds));
  }

  private String password() {
    return keystorePassword == null ? "" : Script.file(keystorePassword.toString()).text().strip();
  }
}
