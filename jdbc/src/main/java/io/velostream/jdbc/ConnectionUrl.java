package io.velostream.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// `jdbc:velostream:`, optionally with settings: `jdbc:velostream:?time.zone=Europe/Berlin&…`.
///
/// @param settings by name, in the order written
record ConnectionUrl(Map<String, String> settings) {
  static final String PREFIX = "jdbc:velostream:";

  static boolean isOurs(String url) {
    return url.startsWith(PREFIX);
  }

  static ConnectionUrl parse(String url) throws SQLException {
    String rest = url.substring(PREFIX.length());
    Map<String, String> settings = new LinkedHashMap<>();
    if (!rest.isEmpty()) {
      if (rest.charAt(0) != '?') {
        throw Errors.wrongUse("the URL is to be " + PREFIX + "?setting=value&…, not " + url);
      }
      for (String pair : rest.substring(1).split("&")) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          throw Errors.wrongUse("not of the form setting=value: '" + pair + "' in " + url);
        }
        settings.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return new ConnectionUrl(settings);
  }

  /// `%2F` is a slash, as in any URL.
  private static String decoded(String text) throws SQLException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        out[length++] = bytes[i];
        continue;
      }
      if (i + 2 >= bytes.length
          || !HexFormat.isHexDigit(bytes[i + 1])
          || !HexFormat.isHexDigit(bytes[i + 2])) {
        throw Errors.wrongUse("a % is not followed by two hexadecimal digits: '" + text + "'");
      }
      out[length++] =
          (byte) (HexFormat.fromHexDigit(bytes[i + 1]) * 16 + HexFormat.fromHexDigit(bytes[i + 2]));
      i += 2;
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}
