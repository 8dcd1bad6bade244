package io.velostream.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Opens connections for `jdbc:velostream:`, found by [DriverManager].
///
/// Each connection is an embedded session with an empty catalogue. Settings (those of SHOW
/// SETTINGS) may follow in the URL, or come as properties; the URL wins. `user` and `password` are
/// ignored, because tools always send them.
public final class VelostreamDriver implements Driver {
  static final int MAJOR = 0;
  static final int MINOR = 1;

  static {
    try {
      DriverManager.registerDriver(new VelostreamDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public @Nullable Connection connect(String url, @Nullable Properties properties)
      throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    Map<String, String> settings = new LinkedHashMap<>();
    if (properties != null) {
      for (String name : properties.stringPropertyNames()) {
        if (!name.equals("user") && !name.equals("password")) {
          settings.put(name, properties.getProperty(name));
        }
      }
    }
    settings.putAll(ConnectionUrl.parse(url).settings());
    return SessionConnection.open(url, settings);
  }

  @Override
  public boolean acceptsURL(@Nullable String url) {
    return url != null && ConnectionUrl.isOurs(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return MAJOR;
  }

  @Override
  public int getMinorVersion() {
    return MINOR;
  }

  /// Not all of JDBC is there.
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw Errors.unsupported("java.util.logging");
  }
}
