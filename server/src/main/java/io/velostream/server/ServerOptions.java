package io.velostream.server;

import io.velostream.server.statement.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What a server is started with.
///
/// @param data its folder: catalogue and jobs
/// @param bind the address to listen on
/// @param port 0 for any that is free
/// @param roots folders that statements may read and write
/// @param token what callers have to show; empty for nothing
/// @param tls empty for plain HTTP
/// @param insecure whether it may listen beyond this machine without TLS and a token
/// @param hosts further names that it goes by
/// @param settings session settings of all statements and jobs
/// @param jobStateBytes memory of state that one job may keep
/// @param mostJobs how many jobs there may be
/// @param traces where spans are sent, by OTLP over HTTP; empty for nowhere
/// @param shutdown how long runs may take to end when it is shut down
public record ServerOptions(
    Path data,
    String bind,
    int port,
    List<Path> roots,
    Optional<Secret> token,
    Optional<Tls> tls,
    boolean insecure,
    Set<String> hosts,
    Map<String, String> settings,
    Limits limits,
    long jobStateBytes,
    int mostJobs,
    String traces,
    Duration shutdown) {
  /// @param keystore a PKCS 12 file with the server's key and certificate
  public record Tls(Path keystore, Secret password) {}

  /// On this machine only, over the working directory.
  public static ServerOptions local(Path data, int port) {
    return new ServerOptions(
        data,
        "127.0.0.1",
        port,
        List.of(Path.of("")),
        Optional.empty(),
        Optional.empty(),
        false,
        Set.of(),
        Map.of(),
        Limits.STANDARD,
        Long.MAX_VALUE,
        100,
        "",
        Duration.ofSeconds(30));
  }

  /// The same over other folders.
  public ServerOptions withRoots(List<Path> folders) {
    return with(draft -> draft.roots = folders);
  }

  /// The same with a token.
  public ServerOptions withToken(String text) {
    return with(draft -> draft.token = Optional.of(new Secret(text)));
  }

  /// The same on another address.
  public ServerOptions withBind(String address) {
    return with(draft -> draft.bind = address);
  }

  /// The same with other limits.
  public ServerOptions withLimits(Limits other) {
    return with(draft -> draft.limits = other);
  }

  /// The same over TLS.
  public ServerOptions withTls(Path keystore, String password) {
    return with(draft -> draft.tls = Optional.of(new Tls(keystore, new Secret(password))));
  }

  /// The same with spans sent there.
  public ServerOptions withTraces(String endpoint) {
    return with(draft -> draft.traces = endpoint);
  }

  private ServerOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new ServerOptions(
        data,
        draft.bind,
        port,
        draft.roots,
        draft.token,
        draft.tls,
        insecure,
        hosts,
        settings,
        draft.limits,
        jobStateBytes,
        mostJobs,
        draft.traces,
        shutdown);
  }

  /// What can be changed of options, while it is.
  private static final class Draft {
    private String bind;
    private List<Path> roots;
    private Optional<Secret> token;
    private Optional<Tls> tls;
    private Limits limits;
    private String traces;

    Draft(ServerOptions options) {
      bind = options.bind;
      roots = options.roots;
      token = options.token;
      tls = options.tls;
      limits = options.limits;
      traces = options.traces;
    }
  }
}
