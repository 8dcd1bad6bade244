package io.velostream.server.http;

import io.velostream.stream.seam.Clock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may come in: the right host, no foreign web page, and the token if there is one. May be used
/// by any thread.
public final class AccessGuard {
  private static final int FAILURES_A_MINUTE = 10;
  private static final long MINUTE = 60_000_000_000L;
  private static final int MOST_ADDRESSES = 10_000;

  private final Set<String> hosts;
  private final Optional<byte[]> token;
  private final Clock clock;
  private final Map<String, Failures> failures = new HashMap<>();

  /// @param hosts names that the server goes by, in lower case, without ports; a page of another
  ///   site that was made to resolve to our address does not know them
  /// @param token what callers have to show; empty if they have not
  public AccessGuard(Set<String> hosts, Optional<String> token, Clock clock) {
    this.hosts = Set.copyOf(hosts);
    this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
    this.clock = clock;
  }

  /// Why a request is turned away; empty when it is welcome.
  ///
  /// @param address where it comes from
  /// @param host the header of that name, or `null`
  /// @param origin the header of that name, or `null`
  /// @param authorization the header of that name, or `null`
  Optional<Problem> check(
      String address,
      @Nullable String host,
      @Nullable String origin,
      @Nullable String authorization) {
    if (host == null || !hosts.contains(withoutPort(host))) {
      return Optional.of(Problem.of(403, "the server is not known by this host name"));
    }
    if (origin != null && !isOurs(origin)) {
      return Optional.of(Problem.of(403, "pages of other origins may not call the server"));
    }
    return token.isEmpty() ? Optional.empty() : checkToken(address, authorization, token.get());
  }

  private Optional<Problem> checkToken(
      String address, @Nullable String authorization, byte[] expected) {
    if (tooManyFailures(address)) {
      return Optional.of(Problem.of(429, "too many wrong tokens from this address; wait a minute"));
    }
    String scheme = "bearer ";
    boolean right =
        authorization != null
            && authorization.toLowerCase(Locale.ROOT).startsWith(scheme)
            && MessageDigest.isEqual(
                expected,
                authorization.substring(scheme.length()).strip().getBytes(StandardCharsets.UTF_8));
    if (right) {
      return Optional.empty();
    }
    if (authorization != null) {
      noteFailure(address);
    }
    return Optional.of(Problem.of(401, "a token is needed: Authorization: Bearer …"));
  }

  private boolean isOurs(String origin) {
    int start = origin.indexOf("://");
    return start > 0 && hosts.contains(withoutPort(origin.substring(start + 3)));
  }

  private static String withoutPort(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    if (lower.startsWith("[")) {
      int end = lower.indexOf(']');
      return end < 0 ? lower : lower.substring(0, end + 1);
    }
    int colon = lower.indexOf(':');
    return colon < 0 ? lower : lower.substring(0, colon);
  }

  private synchronized boolean tooManyFailures(String address) {
    Failures of = failures.get(address);
    return of != null
        && clock.monotonicNanos() - of.since < MINUTE
        && of.count >= FAILURES_A_MINUTE;
  }

  private synchronized void noteFailure(String address) {
    long now = clock.monotonicNanos();
    if (failures.size() >= MOST_ADDRESSES) {
      failures.values().removeIf(of -> now - of.since >= MINUTE);
    }
    failures.merge(
        address,
        new Failures(now, 1),
        (old, fresh) -> now - old.since >= MINUTE ? fresh : new Failures(old.since, old.count + 1));
  }

  private record Failures(long since, int count) {}
}
