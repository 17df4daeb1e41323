package dev.sonde.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Role;
import dev.sonde.http.Handler;
import dev.sonde.http.Header;
import dev.sonde.http.Network;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.server.door.DoorConfig.Auth;
import dev.sonde.server.door.DoorCounts.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorsTest {
  private static final Optional<InetAddress> FAR =
      Optional.of(InetAddress.ofLiteral("203.0.113.9"));
  private static final Optional<InetAddress> HERE = Optional.of(InetAddress.ofLiteral("127.0.0.1"));
  private static final Header LOCAL = new Header("Host", "127.0.0.1:9100");

  @TempDir private Path folder;
  private final List<Caller> callers = new ArrayList<>();
  private Lock lock;
  private Handler reads;

  @BeforeEach
  void open() {
    lock = new Lock(folder);
    reads = lock.doors.page(Role.READ, _ -> Response.text(200, "in"));
  }

  @Test
  void directConnection_readsWithoutAKey() throws Exception {
    assertThat(ask(reads, HERE, LOCAL).status()).isEqualTo(200);
    assertThat(ask(reads, Optional.empty(), LOCAL).status()).isEqualTo(200);
    refused(ask(reads, FAR, LOCAL), 401, "this needs a key with the role read");
    refused(ask(reads, HERE, new Header("Host", "evil.example")), 401, "needs a key");
    refused(ask(reads, HERE, LOCAL, new Header("Forwarded", "for=10.0.0.1")), 401, "needs a key");
    refused(ask(reads, HERE, LOCAL, new Header("Sec-Fetch-Site", "cross-site")), 401, "a key");
    assertThat(count(Reason.NO_KEY)).isEqualTo(4);
  }

  @Test
  void key_opensWhereverItIsShown() throws Exception {
    String secret = lock.add(Lock.wish("web-7", Role.READ));
    for (Header each : shown(secret)) {
      assertThat(ask(reads, FAR, each).status()).as(each.toString()).isEqualTo(200);
    }
    assertThat(ask(reads, FAR, key(secret), new Header("Authorization", "")).status())
        .isEqualTo(200);
    assertThat(ask(reads, FAR, key(secret), bearer(secret)).status()).isEqualTo(200);
  }

  @Test
  void doorWithTwoSides_opensToWhoMayRead_andShutsNobodyOut() throws Exception {
    Handler both =
        lock.doors.either(Role.READ, _ -> Response.text(200, "in"), _ -> Response.text(200, "out"));
    String reader = lock.add(Lock.wish("me", Role.READ));
    String agent = lock.add(Lock.wish("web-7", Role.INGEST));
    assertThat(text(ask(both, HERE, LOCAL))).isEqualTo("in");
    assertThat(text(ask(both, FAR, LOCAL))).isEqualTo("out");
    assertThat(count(Reason.NO_KEY)).isZero();
    for (Header each : shown(reader)) {
      assertThat(text(ask(both, FAR, each))).isEqualTo("in");
    }
    assertThat(text(ask(both, FAR, key(agent)))).isEqualTo("out");
    assertThat(text(ask(both, FAR, key("guess")))).isEqualTo("out");
    assertThat(text(ask(both, HERE, LOCAL, key("guess")))).isEqualTo("out");
  }

  @Test
  void wrongKey_isRefused_alsoHere() throws Exception {
    String secret = lock.add(Lock.wish("web-7", Role.READ));
    String forged = secret.substring(0, secret.length() - 1) + (secret.endsWith("x") ? "y" : "x");
    for (Header each : shown(forged)) {
      Response answer = ask(reads, HERE, LOCAL, each);
      refused(answer, 401, "this key is not known here, or it was revoked");
      assertThat(answer.headers()).extracting(Header::name).contains("WWW-Authenticate");
      assertThat(text(answer)).doesNotContain(forged.substring(6, 16)).doesNotContain("web-7");
    }
    assertThat(count(Reason.UNKNOWN_KEY)).isEqualTo(6);
  }

  @Test
  void revokedKey_getsTheAnswerOfAWrongOne() throws Exception {
    String secret = lock.add(Lock.wish("web-7", Role.READ));
    assertThat(ask(reads, FAR, key(secret)).status()).isEqualTo(200);
    lock.revoke("web-7");
    refused(ask(reads, FAR, key(secret)), 401, "not known here, or it was revoked");
  }

  @Test
  void endedKey_saysSo() throws Exception {
    String secret = lock.add(Lock.lasting("guest", Duration.ofHours(1)));
    lock.time.pass(Duration.ofHours(2));
    refused(
        ask(reads, FAR, key(secret)),
        401,
        "this secret of the key guest ended at 2026-01-01T11:30:00Z");
  }

  @Test
  void role_isAskedFor() throws Exception {
    String ingest = lock.add(Lock.wish("web-7", Role.INGEST));
    String admin = lock.add(Lock.wish("me", Role.ADMIN));
    refused(
        ask(reads, FAR, key(ingest)), 403, "the key web-7 has not the role read, it has ingest");
    assertThat(ask(reads, FAR, key(admin)).status()).isEqualTo(200);
    assertThat(ask(ingests(Auth.KEY), FAR, key(ingest)).status()).isEqualTo(200);
    assertThat(callers.getLast().stamp()).isEqualTo(Labels.of("agent", "web-7"));
    refused(ask(ingests(Auth.KEY), FAR, key(admin)), 403, "not the role ingest, it has admin");
  }

  @Test
  void ingest_needsAKeyFromHereToo() throws Exception {
    refused(ask(ingests(Auth.KEY), HERE, LOCAL), 401, "needs a key with the role ingest");
    assertThat(ask(ingests(Auth.NONE), FAR).status()).isEqualTo(200);
    assertThat(callers.getLast().stamp()).isEqualTo(Labels.NONE);
  }

  @Test
  void networks_ofKeyAndDoor_areKept() throws Exception {
    String secret = lock.add(Lock.from("lan", "10.0.0.0/8"));
    var inside = Optional.of(InetAddress.ofLiteral("10.1.2.3"));
    assertThat(ask(reads, inside, key(secret)).status()).isEqualTo(200);
    refused(ask(reads, FAR, key(secret)), 403, "the key lan may not be used from this address");
    var config = new DoorConfig(Auth.NONE, List.of(Network.parse("10.0.0.0/8")));
    Handler lan = lock.doors.open(Role.INGEST, () -> Optional.of(config), this::take);
    assertThat(ask(lan, inside).status()).isEqualTo(200);
    assertThat(ask(lan, Optional.empty()).status()).isEqualTo(200);
    refused(ask(lan, FAR), 403, "this address may not do this here");
  }

  @Test
  void brokenCredentials_areNotLookedAt() throws Exception {
    String secret = lock.add(Lock.wish("web-7", Role.READ));
    broken("more than one key", key(secret), bearer("another"));
    broken("Authorization takes", new Header("Authorization", "Digest username=x"));
    broken("Authorization takes", new Header("Authorization", secret));
    broken("user:key in Base64", new Header("Authorization", "Basic %%%"));
    broken("user:key in Base64", new Header("Authorization", "Basic " + base64("nocolon")));
    broken("one word", new Header("Authorization", "Basic " + base64("u:a\0b")));
    broken("one word", new Header("X-API-Key", "two words"));
    broken("one word", new Header("X-API-Key", "caf\u00e9-caf\u00e9"));
    broken("512 characters", new Header("X-API-Key", "x".repeat(64 << 10)));
    broken("512 characters", new Header("Authorization", "Bearer " + "x".repeat(64 << 10)));
    broken("512 characters", new Header("Authorization", "Basic " + "QUFB".repeat(16 << 10)));
    refused(ask(reads, FAR, new Header("Authorization", "Basic " + base64("u:"))), 401, "a key");
    refused(ask(reads, FAR, new Header("X-API-Key", "")), 401, "this needs a key");
    refused(ask(reads, FAR, new Header("Authorization", "Bearer")), 401, "this needs a key");
  }

  @Test
  void passwordThatABrowserKeeps_isNotTakenFromAnotherSite() throws Exception {
    String secret = lock.add(Lock.wish("web-7", Role.ADMIN));
    var basic = new Header("Authorization", "Basic " + base64("me:" + secret));
    var host = new Header("Host", "hub.example");
    refused(
        ask(reads, FAR, host, basic, new Header("Origin", "https://evil.example")), 401, "site");
    refused(ask(reads, FAR, host, basic, new Header("Sec-Fetch-Site", "cross-site")), 401, "site");
    assertThat(ask(reads, FAR, host, basic, new Header("Origin", "https://hub.example")).status())
        .isEqualTo(200);
    assertThat(ask(reads, FAR, host, key(secret), new Header("Origin", "https://x")).status())
        .isEqualTo(200);
  }

  @Test
  void tenThousandWrongKeys_areHeldOff_andTheRightOneIsNot() throws Exception {
    String secret = lock.add(Lock.wish("web-7", Role.READ));
    lock.take("old", "correct-horse");
    assertThat(ask(reads, FAR, key("correct-horse")).status()).isEqualTo(200);
    var random = new Random(8);
    int[] answers = new int[600];
    for (int i = 0; i < 10_000; i++) {
      Header forged = key(i % 2 == 0 ? KeyText.fresh(random).reveal() : "guess-" + i + "-guess");
      answers[ask(reads, FAR, forged).status()]++;
    }
    assertThat(answers[401]).isEqualTo(20);
    assertThat(answers[429]).isEqualTo(9_980);
    assertThat(ask(reads, FAR, key(secret)).status()).isEqualTo(200);
    Response chosen = ask(reads, FAR, key("correct-horse"));
    refused(chosen, 429, "too many wrong keys from this address");
    assertThat(chosen.headers()).contains(new Header("Retry-After", "3"));
    var other = Optional.of(InetAddress.ofLiteral("203.0.113.10"));
    assertThat(ask(reads, other, key("correct-horse")).status()).isEqualTo(200);
    lock.time.pass(Duration.ofSeconds(3));
    assertThat(ask(reads, FAR, key("correct-horse")).status()).isEqualTo(200);
  }

  @Test
  void addressesThatFail_areForgottenInTime_andNetworksCountAsOne() {
    var attempts = new Attempts(lock.time);
    for (int i = 0; i < 100_000; i++) {
      byte[] v4 = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
      attempts.failed(address(v4));
    }
    assertThat(attempts.addresses()).isLessThanOrEqualTo(4_096);
    var random = new Random(2);
    var wide = InetAddress.ofLiteral("2001:db8::1").getAddress();
    for (int i = 0; i < 20; i++) {
      for (int at = 8; at < 16; at++) {
        wide[at] = (byte) random.nextInt();
      }
      attempts.failed(address(wide));
    }
    assertThat(attempts.mayFail(Optional.of(InetAddress.ofLiteral("2001:db8::2")))).isPresent();
    assertThat(attempts.mayFail(Optional.of(InetAddress.ofLiteral("2001:db8:1::2")))).isEmpty();
    assertThat(attempts.mayFail(Optional.empty())).isEmpty();
  }

  @Test
  void unreadableFile_is503_andNotTheKeysFault() throws Exception {
    String secret = lock.add(Lock.wish("web-7", Role.READ));
    Files.writeString(lock.place.file(), "garbage");
    lock.ring.refresh();
    Response answer = ask(reads, FAR, key(secret));
    refused(answer, 503, "the log of this Sonde says why");
    assertThat(answer.headers()).extracting(Header::name).contains("Retry-After");
    assertThat(ask(reads, HERE, LOCAL).status()).isEqualTo(200);
  }

  @Test
  void certificate_opensForTheKeyItIsNamedLike() throws Exception {
    lock.add(Lock.wish("web-7", Role.INGEST));
    assertThat(certified("common-name").status()).isEqualTo(200);
    assertThat(certified("alternative").status()).isEqualTo(200);
    assertThat(callers.getLast().key()).contains("web-7");
    refused(certified("smuggled"), 401, "no key here has a name");
    refused(certified("stranger"), 401, "no key here has a name");
    refused(ask(ingests(Auth.MTLS), FAR, LOCAL), 401, "needs a TLS client certificate");
    String secret = lock.add(Lock.wish("other", Role.INGEST));
    refused(ask(ingests(Auth.MTLS), FAR, key(secret)), 401, "needs a TLS client certificate");
    lock.revoke("web-7");
    refused(certified("common-name"), 401, "no key here has a name");
  }

  @Test
  void doorThatIsOpen_orOpensToNobody_isWarnedOf() {
    assertThat(
            new DoorConfig(Auth.NONE, List.of()).warning("receivers.influx", false).orElseThrow())
        .startsWith("receivers.influx: auth is none");
    assertThat(
            new DoorConfig(Auth.MTLS, List.of()).warning("receivers.influx", false).orElseThrow())
        .contains("nobody comes in");
    assertThat(new DoorConfig(Auth.MTLS, List.of()).warning("receivers.influx", true)).isEmpty();
    assertThat(DoorConfig.DEFAULT.warning("receivers.influx", false)).isEmpty();
  }

  @Test
  void certificateThatEnds_showsOutWhoCameWithIt() throws Exception {
    lock.add(Lock.wish("web-7", Role.INGEST));
    certified("common-name");
    Caller caller = callers.getLast();
    assertThat(caller.isWelcome()).isTrue();
    lock.time.pass(Duration.ofDays(200 * 365));
    assertThat(caller.isWelcome()).isFalse();
    refused(certified("common-name"), 401, "a TLS client certificate that is valid");
  }

  private Handler ingests(Auth auth) {
    return lock.doors.open(
        Role.INGEST, () -> Optional.of(new DoorConfig(auth, List.of())), this::take);
  }

  private Response take(Request request, Caller caller) {
    callers.add(caller);
    return Response.text(200, "in");
  }

  private static List<Header> shown(String secret) {
    return List.of(
        key(secret),
        bearer(secret),
        new Header("Authorization", "bearer   " + secret),
        new Header("Authorization", "Token " + secret),
        new Header("Authorization", "Api-Token " + secret),
        new Header("Authorization", "Basic " + base64("anybody:" + secret)));
  }

  private static Header key(String secret) {
    return new Header("X-API-Key", secret);
  }

  private static Header bearer(String secret) {
    return new Header("Authorization", "Bearer " + secret);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<InetAddress> address(byte[] bytes) {
    try {
      return Optional.of(InetAddress.getByAddress(bytes));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void broken(String words, Header... headers) throws Exception {
    long before = count(Reason.BROKEN);
    refused(ask(reads, FAR, headers), 401, words);
    assertThat(count(Reason.BROKEN)).isEqualTo(before + 1);
  }

  private static void refused(Response answer, int status, String words) throws IOException {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(text(answer)).startsWith("{\"error\":\"").contains(words);
  }

  private static String text(Response answer) throws IOException {
    return new String(answer.bytes(), StandardCharsets.UTF_8);
  }

  private long count(Reason why) {
    return lock.doors.counts().count(why);
  }

  private static Response ask(Handler door, Optional<InetAddress> peer, Header... headers)
      throws Exception {
    return door.handle(
        Request.of("GET", "/api/v1/latest", new byte[0], peer, Optional.empty(), headers));
  }

  private Response certified(String name) throws Exception {
    try (InputStream in = DoorsTest.class.getResourceAsStream(name + ".pem")) {
      var certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return ingests(Auth.MTLS)
          .handle(Request.of("POST", "/write", new byte[0], FAR, Optional.of(certificate)));
    }
  }
}
