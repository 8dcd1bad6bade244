package io.velostream.connector.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// Files of text, well-formed, damaged or arbitrary, and options to read them with.
final class RandomTexts {
  private static final String[] CSV = {
    "1", "23", ",", ",", "\n", "\n", "\r\n", "\"", "\"\"", "'", "\\", "#", "ü", "x", " ", "€"
  };
  private static final String[] JSON = {
    "{\"a\":1}", "{", "}", "\"a\"", "\"b\":", ":", ",", "\n", "\n", "\r\n", "\\", "1", "ü", " "
  };

  private RandomTexts() {}

  static Map<String, String> options(boolean json, SplittableRandom random) {
    Map<String, String> options = new HashMap<>();
    if (random.nextInt(3) == 0) {
      options.put("max-row-bytes", "" + (5 + random.nextInt(40)));
    }
    if (json) {
      return options;
    }
    options.put("csv.header", pick(random, "auto", "true", "false"));
    options.put("csv.match-columns", "position");
    options.put("csv.delimiter", ",");
    put(options, random, "csv.quote", "'", "");
    put(options, random, "csv.escape", "\\", "\\");
    put(options, random, "csv.comment", "#", "#");
    put(options, random, "csv.skip-lines", "1", "3");
    put(options, random, "csv.short-rows", "null", "error");
    put(options, random, "csv.long-rows", "ignore", "error");
    return options;
  }

  private static void put(
      Map<String, String> options, SplittableRandom random, String name, String... values) {
    if (random.nextInt(4) == 0) {
      options.put(name, pick(random, values));
    }
  }

  private static String pick(SplittableRandom random, String... values) {
    return values[random.nextInt(values.length)];
  }

  static byte[] file(boolean json, SplittableRandom random) {
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
    text.append(!json && random.nextBoolean() ? "a,b\n" : "");
    int rows = random.nextInt(30);
    int strange = random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 0;
    for (int i = 0; i < rows; i++) {
      if (strange > 0 && random.nextInt(strange) == 0) {
        for (int n = random.nextInt(12); n > 0; n--) {
          text.append(pick(random, json ? JSON : CSV));
        }
      } else {
        text.append(json ? object(random) : row(random));
      }
      text.append(random.nextInt(5) == 0 ? "\r\n" : "\n");
      text.append(random.nextInt(9) == 0 ? "\n" : "");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
  }

  private static String object(SplittableRandom random) {
    String b = pick(random, "\"x\"", "null", "\"grün\"", "\"a\\nb\"", "[1]", "\"long\"");
    b = b.equals("\"long\"") ? '"' + "y".repeat(random.nextInt(60)) + '"' : b;
    return "{\"a\":" + number(random) + ",\"b\":" + b + "}";
  }

  private static String row(SplittableRandom random) {
    String b =
        pick(
            random,
            "x",
            "",
            "grün",
            "\"\"",
            "\"a\nb\"",
            "\"say \"\"hi\"\"\"",
            "it's",
            "'q\nr'",
            "\"a\n\nb,\r\nc\"",
            "5\" x",
            "long");
    b = b.equals("long") ? "y".repeat(random.nextInt(60)) : b;
    return number(random) + "," + b;
  }

  private static String number(SplittableRandom random) {
    return random.nextInt(10) == 0 ? "n" : "" + random.nextInt(1_000);
  }
}
