package io.velostream.connector.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Keys and certificates for tests, made by the JDK's own tool.
final class KeyStores {
  static final String PASSWORD = "store-canary";

  private KeyStores() {}

  /// A key, and a certificate that it has signed itself.
  ///
  /// @param more of the tool's arguments
  static Path key(Path folder, String name, String... more)
      throws IOException, InterruptedException {
    Path store = folder.resolve(name + ".p12");
    add(store, name, more);
    return store;
  }

  /// A key, and a certificate that somebody else has signed.
  static Path signed(Path folder, String name, String... more)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve(name + ".p12");
    add(store, "authority", "-ext", "bc:c");
    add(
        store,
        name,
        Stream.concat(Stream.of("-signer", "authority"), Stream.of(more)).toArray(String[]::new));
    KeyStore both = load(store);
    both.deleteEntry("authority");
    save(both, store);
    return store;
  }

  private static void add(Path store, String alias, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
    command.addAll(List.of("-dname", "CN=" + alias, "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-keystore", store.toString()));
    command.addAll(List.of(more));
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static void save(KeyStore store, Path file) throws IOException, GeneralSecurityException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  /// A store of the certificates of whoever has signed for keys, to be trusted.
  static Path trust(Path folder, String name, Path... keys)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (Path key : keys) {
      KeyStore store = load(key);
      String alias = store.aliases().nextElement();
      Certificate[] chain = store.getCertificateChain(alias);
      trusted.setCertificateEntry(alias, chain[chain.length - 1]);
    }
    Path file = folder.resolve(name + ".p12");
    save(trusted, file);
    return file;
  }
}
