package io.velostream.server;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// Opens the socket that a server listens on, and refuses what would be unsafe.
final class Listener {
  private static final int BACKLOG = 128;

  private Listener() {}

  /// A server that is bound and not started.
  ///
  /// @throws UserException when the options would let anybody in
  /// @throws EnvironmentException when the address is taken or the key cannot be read
  static HttpServer open(ServerOptions options) {
    InetAddress address = address(options.bind());
    boolean safe = options.tls().isPresent() && options.token().isPresent();
    if (!address.isLoopbackAddress() && !safe && !options.insecure()) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the server would listen on %s, beyond this machine, %s"
                  .formatted(
                      options.bind(), options.tls().isEmpty() ? "without TLS" : "without a token"))
          .hint("give it a certificate and a token (--tls-keystore, --token-file), or --insecure");
    }
    try {
      InetSocketAddress socket = new InetSocketAddress(address, options.port());
      if (options.tls().isEmpty()) {
        return HttpServer.create(socket, BACKLOG);
      }
      HttpsServer server = HttpsServer.create(socket, BACKLOG);
      server.setHttpsConfigurator(new Modern(context(options.tls().get())));
      return server;
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot listen on %s:%d: %s".formatted(options.bind(), options.port(), e.getMessage()),
          e,
          false);
    }
  }

  /// The names that callers may have for the server.
  static Set<String> hosts(ServerOptions options) {
    Set<String> hosts = new HashSet<>();
    options.hosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    String bind = options.bind().toLowerCase(Locale.ROOT);
    hosts.add(bind.contains(":") ? "[" + bind + "]" : bind);
    if (address(options.bind()).isLoopbackAddress()) {
      hosts.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
    }
    return hosts;
  }

  private static InetAddress address(String bind) {
    try {
      return InetAddress.getByName(bind);
    } catch (UnknownHostException e) {
      throw new EnvironmentException("there is no address " + bind, e, false);
    }
  }

  private static SSLContext context(ServerOptions.Tls tls) {
    char[] password = tls.password().reveal().toCharArray();
    try (InputStream in = java.nio.file.Files.newInputStream(tls.keystore())) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, password);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new EnvironmentException(
          "cannot read the key in %s: %s".formatted(tls.keystore(), e.getMessage()), e, false);
    }
  }

  /// TLS 1.2 and later.
  private static final class Modern extends HttpsConfigurator {
    Modern(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
      ssl.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      parameters.setSSLParameters(ssl);
    }
  }
}
