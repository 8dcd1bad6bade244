package io.velostream.cli;

import io.velostream.cli.output.OutputFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the command lines that most runs have: `-c SQL`, `-f FILE` and the options of
/// [RunOptions], each in its plain form.
///
/// picocli takes longer to get ready than a small query takes to answer. What is accepted here,
/// picocli reads in the same way; whatever is not of this form, wrong lines and calls for help
/// among it, is left to picocli.
final class UsualArguments {
  private final VelostreamCommand command = new VelostreamCommand();
  private boolean formatGiven;

  private UsualArguments() {}

  /// The command that these arguments ask for, or `null` when picocli has to look at them.
  static @Nullable VelostreamCommand read(String[] arguments) {
    UsualArguments reader = new UsualArguments();
    int at = 0;
    while (at < arguments.length) {
      String name = arguments[at++];
      boolean taken =
          switch (name) {
            case "--summary", "--no-summary" -> reader.summary(name.equals("--summary"));
            case "-c", "--command", "-f", "--file", "--format", "--set" ->
                at < arguments.length && reader.option(name, arguments[at++]);
            default -> false;
          };
      if (!taken) {
        return null;
      }
    }
    return reader.command.hasScripts() ? reader.command : null;
  }

  private boolean summary(boolean wanted) {
    boolean first = command.options.summary == null;
    command.options.summary = wanted;
    return first;
  }

  private boolean option(String name, String value) {
    // It may be the name of an option, or that of a file with more arguments.
    if (value.isEmpty() || value.startsWith("@") || (value.startsWith("-") && value.length() > 1)) {
      return false;
    }
    return switch (name) {
      case "-c", "--command" -> command.commands.add(value);
      case "-f", "--file" -> command.files.add(value);
      case "--format" -> format(value);
      default -> setting(value);
    };
  }

  private boolean format(String value) {
    if (formatGiven) {
      return false;
    }
    for (OutputFormat format : OutputFormat.values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT))) {
        command.options.format = format;
        formatGiven = true;
      }
    }
    return formatGiven;
  }

  private boolean setting(String value) {
    int sign = value.indexOf('=');
    return sign > 0
        && sign < value.length() - 1
        && value.indexOf('"') < 0
        && command.options.settings.putIfAbsent(value.substring(0, sign), value.substring(sign + 1))
            == null;
  }
}
