package io.velostream.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SecretOptionsTest {
  @Test
  void passwordsAreHiddenAndReferencesAreNot() {
    assertEquals("******", SecretOptions.shown("password", "canary"));
    assertEquals("${env:DB}", SecretOptions.shown("Password", "${env:DB}"));
    assertEquals("******", SecretOptions.shown("password", "canary${env:DB}"));
    assertEquals("trades.csv", SecretOptions.shown("path", "trades.csv"));
  }

  @Test
  void thoseWithinUrlsAreHiddenToo() {
    assertEquals(
        "jdbc:postgresql://h/db?user=u&password=******&ssl=true",
        SecretOptions.shown("url", "jdbc:postgresql://h/db?user=u&password=canary&ssl=true"));
    assertEquals(
        "jdbc:h2:mem:x;PASSWORD=******;USER=u",
        SecretOptions.shown("url", "jdbc:h2:mem:x;PASSWORD=canary;USER=u"));
    assertEquals(
        "postgresql://******@host/db", SecretOptions.shown("url", "postgresql://u:canary@host/db"));
  }
}
