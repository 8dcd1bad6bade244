package io.velostream.plan;

import java.util.Locale;
import java.util.regex.Pattern;

/// Options of tables as they may be shown: passwords are not.
public final class SecretOptions {
  private static final String HIDDEN = "******";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):[^}]*}");
  private static final Pattern IN_URL = Pattern.compile("(?i)((?:password|secret|token)=)[^&;]*");
  private static final Pattern BEFORE_HOST = Pattern.compile("//[^/@\\s]*:[^/@\\s]*@");

  private SecretOptions() {}

  /// Whether the value of an option is a secret as a whole.
  public static boolean isSecret(String option) {
    String lower = option.toLowerCase(Locale.ROOT);
    return lower.contains("password")
        || lower.contains("secret")
        || lower.endsWith("sasl.jaas.config")
        || lower.endsWith("ssl.keystore.key");
  }

  /// The value with its secrets hidden. References such as `${env:NAME}` tell nothing, and stay.
  public static String shown(String option, String value) {
    if (isSecret(option)) {
      return REFERENCE.matcher(value).matches() ? value : HIDDEN;
    }
    String url = IN_URL.matcher(value).replaceAll("$1" + HIDDEN);
    return BEFORE_HOST.matcher(url).replaceAll("//" + HIDDEN + "@");
  }
}
