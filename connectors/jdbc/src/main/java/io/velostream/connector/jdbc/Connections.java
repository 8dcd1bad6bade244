package io.velostream.connector.jdbc;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.Secrets;
import io.velostream.stream.seam.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/// Connects to a database.
@FunctionalInterface
interface Connections {
  /// A new connection that commits each statement by itself.
  Connection open() throws SQLException;

  /// Connections by the driver for the URL of a table.
  ///
  /// @throws UserException when there is no such driver, or a reference stands for nothing
  static Connections of(Options options, Dialect dialect, Files files) {
    Secrets secrets = new Secrets(files);
    String url = secrets.resolve(JdbcOptions.URL, options.get(JdbcOptions.URL));
    Properties properties = new Properties();
    dialect.defaults().forEach(properties::setProperty);
    Map.of(JdbcOptions.USER, "user", JdbcOptions.PASSWORD, "password")
        .forEach((option, property) ->
            options
                .find(option)
                .ifPresent(
                    value -> properties.setProperty(property, secrets.resolve(option, value))));
    options.find(JdbcOptions.DRIVER).ifPresent(Connections::load);
    requireDriver(url, options.get(JdbcOptions.URL));
    return () -> DriverManager.getConnection(url, properties);
  }

  private static void load(String driver) {
    try {
      Class.forName(driver);
    } catch (ClassNotFoundException _) {
      throw new UserException(
              ErrorCode.INVALID_OPTION, "there is no class '" + driver + "' on the class path")
          .about(JdbcOptions.DRIVER);
    }
  }

  /// @param shown the URL as it may be shown
  private static void requireDriver(String url, String shown) {
    try {
      DriverManager.getDriver(url);
    } catch (SQLException _) {
      throw new UserException(
              ErrorCode.INVALID_OPTION, "no driver on the class path knows '" + safe(shown) + "'")
          .hint("add the driver's jar to the class path, or name its class: 'driver' = '…'")
          .about(JdbcOptions.URL);
    }
  }

  /// A URL without its parameters, which may hold a password, and without user and password before
  /// the host.
  static String safe(String url) {
    return url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
  }
}
