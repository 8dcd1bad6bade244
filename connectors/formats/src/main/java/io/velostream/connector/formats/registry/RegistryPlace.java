package io.velostream.connector.formats.registry;

import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.Secrets;
import io.velostream.stream.seam.Files;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where a registry is, and who asks.
///
/// @param urls of servers that know the same
/// @param headers of each request
public record RegistryPlace(List<String> urls, Map<String, String> headers) {
  private static final String URL = ".url";
  private static final String SUBJECT = ".subject";
  private static final String USER = ".basic-auth.user-info";
  private static final String TOKEN = ".bearer-auth.token";

  public RegistryPlace {
    urls = List.copyOf(urls);
    headers = Map.copyOf(headers);
  }

  /// Does not show who asks.
  @Override
  public String toString() {
    return "RegistryPlace" + urls;
  }

  /// The options of a format that say so.
  ///
  /// @param format its name, which theirs begin with
  public static List<OptionSpec> options(String format) {
    return List.of(
        OptionSpec.required(format + URL, "where the schema registry is; several with commas"),
        OptionSpec.optional(
            format + SUBJECT, "writing: whose schema it is; the topic with -key or -value"),
        OptionSpec.optional(format + USER, "user:password, best as ${env:NAME}"),
        OptionSpec.optional(format + TOKEN, "a token in place of a user, best as ${env:NAME}"));
  }

  /// The place that options tell, with what their references stand for.
  public static RegistryPlace of(String format, Options options, Files files) {
    Secrets secrets = new Secrets(files);
    Map<String, String> headers = new HashMap<>();
    options
        .find(format + USER)
        .ifPresent(user -> {
          byte[] plain = secrets.resolve(format + USER, user).getBytes(StandardCharsets.UTF_8);
          headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(plain));
        });
    options
        .find(format + TOKEN)
        .ifPresent(token ->
            headers.put("Authorization", "Bearer " + secrets.resolve(format + TOKEN, token)));
    List<String> urls =
        Arrays.stream(options.get(format + URL).split(","))
            .map(url -> url.strip().replaceAll("/+$", ""))
            .filter(url -> !url.isEmpty())
            .toList();
    return new RegistryPlace(urls, headers);
  }

  /// The subject of what is written.
  ///
  /// @param topic where it is written
  public static String subject(String format, Options options, String topic, boolean key) {
    return options.find(format + SUBJECT).orElse(topic + (key ? "-key" : "-value"));
  }
}
