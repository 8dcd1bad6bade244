package io.velostream.server.catalog;

import java.util.Locale;

/// A relation of the server's catalogue.
///
/// @param number orders definitions by their making
/// @param name without regard to letter case
/// @param sql the CREATE statement that makes it
/// @param job the job that fills it, if it was made with it (CREATE … AS); otherwise empty
public record Definition(long number, String name, String sql, String job) {
  /// What names are compared by.
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
