package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.expression.EvaluationContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Addresses of the web.
public final class UrlKernels {
  private UrlKernels() {}

  /// A text as it stands in the query of an address: a blank is `+`.
  @Total
  public static Slice encode(Slice text) {
    return Slice.utf8(URLEncoder.encode(text.toText(), StandardCharsets.UTF_8));
  }

  /// What [#encode] was given; NULL for what it does not make.
  @ReturnsNull
  public static Slice decode(Slice text, EvaluationContext context) {
    try {
      return Slice.utf8(URLDecoder.decode(text.toText(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      context.resultIsNull = true;
      return Slice.EMPTY;
    }
  }

  /// A part of an address; NULL when it has none, or is none.
  @ReturnsNull
  public static Slice part(Slice url, Slice part, EvaluationContext context) {
    return orNull(part(url, part.toText()), context);
  }

  /// The value of a key in the query of an address.
  @ReturnsNull
  public static Slice part(Slice url, Slice part, Slice key, EvaluationContext context) {
    String query = part(url, part.toText());
    if (!part.toText().equalsIgnoreCase("QUERY")) {
      throw Failures.invalidArgument("a key can be looked for in the QUERY only");
    }
    String found = null;
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      int sign = pair.indexOf('=');
      if (found == null && sign >= 0 && pair.substring(0, sign).equals(key.toText())) {
        found = pair.substring(sign + 1);
      }
    }
    return orNull(found, context);
  }

  private static @Nullable String part(Slice url, String part) {
    URI uri;
    try {
      uri = new URI(url.toText());
    } catch (URISyntaxException _) {
      uri = null;
    }
    String name = part.toUpperCase(Locale.ROOT);
    return switch (name) {
      case "PROTOCOL" -> uri == null ? null : uri.getScheme();
      case "HOST" -> uri == null ? null : uri.getHost();
      case "PORT" -> uri == null || uri.getPort() < 0 ? null : Integer.toString(uri.getPort());
      case "PATH" -> uri == null ? null : uri.getRawPath();
      case "QUERY" -> uri == null ? null : uri.getRawQuery();
      case "REF" -> uri == null ? null : uri.getRawFragment();
      case "AUTHORITY" -> uri == null ? null : uri.getRawAuthority();
      case "USERINFO" -> uri == null ? null : uri.getRawUserInfo();
      case "FILE" -> uri == null ? null : file(uri);
      default ->
          throw Failures.invalidArgument(
              "an address has no '"
                  + part
                  + "', but PROTOCOL, HOST, PORT, PATH, QUERY, REF, AUTHORITY, USERINFO and FILE");
    };
  }

  private static @Nullable String file(URI uri) {
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  private static Slice orNull(@Nullable String text, EvaluationContext context) {
    context.resultIsNull = text == null;
    return text == null ? Slice.EMPTY : Slice.utf8(text);
  }
}
