package dev.sonde.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sonde.api.Encoded;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every shipper over HTTP keeps to, whatever the server does.
@Timeout(600)
public abstract class HttpShipperContract extends ShipperContract {
  private @Nullable FaultyPeer peer;

  /// A new shipper towards this server, with every secret set that its configuration knows, and
  /// with deadlines that the slowest machine keeps.
  protected abstract Shipper shipper(String url);

  /// The same with short deadlines, for a server that never answers. Those that do not say it wait
  /// as long as the others.
  protected Shipper impatient(String url) {
    return shipper(url);
  }

  /// A server that nobody has asked yet, such as one that speaks TLS.
  protected FaultyPeer newPeer() throws IOException {
    return new FaultyPeer();
  }

  /// What a server answers that has taken everything, when a bare status does not say so.
  protected Reaction taken(int status) {
    return Reaction.status(status);
  }

  /// The secrets it was given, in every form in which they are sent.
  protected abstract Set<String> secrets();

  /// The server it sends to.
  protected final FaultyPeer peer() {
    return requireNonNull(peer);
  }

  @Override
  protected final Shipper shipper() {
    return shipper(peer().url("/in"));
  }

  @BeforeEach
  void open() throws IOException {
    peer = newPeer().always(taken(200));
  }

  @AfterEach
  void closePeer() throws IOException {
    peer().close();
  }

  @Test
  void accepted_forEveryStatusThatSaysSo() throws Exception {
    for (int status : new int[] {200, 201, 202, 204}) {
      assertThat(sent(taken(status))).isEqualTo(Outcome.ACCEPTED);
    }
  }

  @Test
  void rejected_whenTheBatchIsWrong() throws Exception {
    for (int status : new int[] {400, 422}) {
      assertThat(why(sent(new Reaction.Answer(status, Map.of(), "out of order\nsample"))))
          .contains(status + "", "out of order")
          .doesNotContain("\n");
    }
  }

  @Test
  void held_whenAPersonHasToMendSomething() throws Exception {
    for (int status : new int[] {401, 403, 404, 405, 407, 415}) {
      assertThat(sent(Reaction.status(status)))
          .asInstanceOf(type(Outcome.Held.class))
          .satisfies(it -> assertThat(it.why()).contains(status + ""));
    }
  }

  @Test
  void redirect_isNotFollowed_andItsTargetIsNamed() throws Exception {
    for (int status : new int[] {301, 302, 307, 308}) {
      assertThat(sent(Reaction.status(status, "Location", "http://127.0.0.1:1/new")))
          .asInstanceOf(type(Outcome.Held.class))
          .satisfies(it -> assertThat(it.why()).contains(status + "", "http://127.0.0.1:1/new"));
    }
  }

  @Test
  void redirect_onTheSameServer_isFollowedOnce() throws Exception {
    for (int status : new int[] {307, 308}) {
      peer().then(Reaction.status(status, "Location", "/elsewhere/"));
      peer().then(taken(200));
      try (Shipper shipper = shipper()) {
        assertThat(shipper.send(shipper.encode(Shipments.plain(0, 3)))).isEqualTo(Outcome.ACCEPTED);
      }
      assertThat(peer().received().getLast().target()).isEqualTo("/elsewhere/");
    }
    peer().then(Reaction.status(307, "Location", "/a"));
    assertThat(sent(Reaction.status(307, "Location", "/b"))).isInstanceOf(Outcome.Held.class);
  }

  @Test
  void tooLarge_for413() throws Exception {
    assertThat(sent(Reaction.status(413))).isInstanceOf(Outcome.TooLarge.class);
    assertThat(sent(new Reaction.Limit(5, taken(200)))).isInstanceOf(Outcome.TooLarge.class);
    assertThat(sent(new Reaction.Limit(1 << 20, taken(200)))).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void tooLarge_evenWhenTheServerDoesNotReadTheBody() throws Exception {
    peer().then(new Reaction.EarlyAnswer(413));
    try (Shipper shipper = shipper()) {
      Encoded large = shipper.encode(Shipments.plain(0, 100_000));
      assertThat(shipper.send(large)).isInstanceOf(Outcome.TooLarge.class);
    }
  }

  @Test
  void retry_whenTheServerCannotNow() throws Exception {
    for (int status : new int[] {408, 500, 502, 503, 504, 599}) {
      assertThat(sent(Reaction.status(status)))
          .asInstanceOf(type(Outcome.Retry.class))
          .satisfies(it -> assertThat(it.after()).isEmpty())
          .satisfies(it -> assertThat(it.why()).contains(status + ""));
    }
  }

  @Test
  void busy_isNotTheBatchsFault() throws Exception {
    assertThat(sent(Reaction.status(429)))
        .asInstanceOf(type(Outcome.Retry.class))
        .satisfies(it -> assertThat(it.after()).isPresent())
        .satisfies(it -> assertThat(it.why()).contains("429"));
  }

  @Test
  void retryAfter_isReadInSecondsAndAsADate() throws Exception {
    assertThat(after("90")).contains(Duration.ofSeconds(90));
    assertThat(after("0")).contains(Duration.ZERO);
    assertThat(after("Fri, 31 Dec 1999 23:59:59 GMT")).contains(Duration.ZERO);
    String soon = "Fri, 31 Dec 1999 23:59:59 GMT";
    Reaction dated =
        new Reaction.Answer(
            503, Map.of("Date", "Fri, 31 Dec 1999 23:59:29 GMT", "Retry-After", soon), "");
    assertThat(((Outcome.Retry) sent(dated)).after()).contains(Duration.ofSeconds(30));
  }

  @Test
  void retryAfter_thatCannotBeMeant_isIgnoredOrBounded() throws Exception {
    for (String odd : List.of("", "soon", "-5", "1e9", "12:00", "Fri, 99 Dec 1999 23:59:59 GMT")) {
      assertThat(after(odd)).as(odd).isEmpty();
    }
    Duration day = Duration.ofDays(1);
    for (String far :
        List.of("99999999999999999999", "999999999", "Fri, 31 Dec 9999 23:59:59 GMT")) {
      assertThat(after(far)).hasValueSatisfying(it -> assertThat(it).isLessThanOrEqualTo(day));
    }
  }

  @Test
  void noAnswer_isAnException_andTheNextAttemptIsHeard() throws Exception {
    try (Shipper shipper = shipper()) {
      for (Reaction each :
          List.of(
              new Reaction.Closed(),
              new Reaction.Reset(),
              new Reaction.HalfAnswer(200),
              new Reaction.CloseInRequest(10),
              new Reaction.Raw("\0\1\2 this is no HTTP\r\n\r\n"),
              new Reaction.Raw(""),
              new Reaction.Raw("HTTP/1.1 200 OK\r\nContent-Length: zero\r\n\r\n"))) {
        peer().then(each);
        Encoded encoded = shipper.encode(Shipments.plain(0, 10));
        assertThatThrownBy(() -> shipper.send(encoded))
            .as(each.toString())
            .isInstanceOf(IOException.class);
        assertThat(shipper.send(encoded)).isEqualTo(Outcome.ACCEPTED);
      }
    }
  }

  @Test
  void silence_isAnExceptionOnceTimeIsUp() throws Exception {
    peer().then(new Reaction.Silence());
    try (Shipper shipper = impatient(peer().url("/in"))) {
      Encoded encoded = shipper.encode(Shipments.plain(0, 10));
      assertThatThrownBy(() -> shipper.send(encoded)).isInstanceOf(IOException.class);
      peer().awaitNoneOpen();
    }
  }

  @Test
  void noServer_isAnException() throws Exception {
    URI there = URI.create(peer().url("/in"));
    try (var deaf = new Socket()) {
      deaf.bind(new InetSocketAddress(InetAddress.ofLiteral(there.getHost()), 0));
      String url = there.getScheme() + "://" + there.getHost() + ":" + deaf.getLocalPort() + "/in";
      try (Shipper shipper = shipper(url)) {
        Encoded encoded = shipper.encode(Shipments.plain(0, 1));
        assertThatThrownBy(() -> shipper.send(encoded)).isInstanceOf(IOException.class);
        assertThat(shipper.answers()).isFalse();
      }
    }
  }

  @Test
  void attempts_carryTheSameBytes() throws Exception {
    peer().then(Reaction.status(503), new Reaction.Closed());
    try (Shipper shipper = shipper()) {
      Encoded encoded = shipper.encode(Shipments.plain(0, 10));
      assertThat(shipper.send(encoded)).isInstanceOf(Outcome.Retry.class);
      assertThatThrownBy(() -> shipper.send(encoded)).isInstanceOf(IOException.class);
      assertThat(shipper.send(encoded)).isEqualTo(Outcome.ACCEPTED);
    }
    List<Received> received = peer().received();
    assertThat(received).hasSize(3);
    assertThat(received)
        .allSatisfy(each -> assertThat(each.body()).isEqualTo(received.getFirst().body()));
    assertThat(peer().accepted()).hasSize(1);
  }

  @Test
  void interrupt_endsASendAndItsConnection() throws Exception {
    var never = new CountDownLatch(1);
    peer().then(new Reaction.Delayed(never, Reaction.OK));
    var thrown = new ArrayList<Exception>();
    try (Shipper shipper = shipper()) {
      Encoded encoded = shipper.encode(Shipments.plain(0, 1));
      Thread sender = Thread.ofVirtual().start(() -> thrown.add(failure(shipper, encoded)));
      peer().awaitReceived(1);
      sender.interrupt();
      sender.join();
      assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
      never.countDown();
      peer().awaitNoneOpen();
    }
  }

  @Test
  void close_closesEveryConnection() throws Exception {
    Shipper shipper = shipper();
    shipper.send(shipper.encode(Shipments.plain(0, 1)));
    shipper.close();
    peer().awaitNoneOpen();
  }

  @Test
  void connection_isUsedAgain() throws Exception {
    try (Shipper shipper = shipper()) {
      for (int i = 0; i < 5; i++) {
        shipper.send(shipper.encode(Shipments.plain(i, 1)));
      }
    }
    assertThat(peer().connections()).isEqualTo(1);
  }

  @Test
  void answers_tellsABadDayFromABadBatch() throws Exception {
    try (Shipper shipper = shipper()) {
      assertThat(shipper.answers()).isTrue();
      peer().then(Reaction.status(405), Reaction.status(503));
      assertThat(shipper.answers()).isTrue();
      assertThat(shipper.answers()).isFalse();
      peer().always(new Reaction.Closed());
      assertThat(shipper.answers()).isFalse();
    }
  }

  @Test
  void secrets_areSentAndNeverTold() throws Exception {
    for (int status : new int[] {200, 400, 401, 404, 413, 418, 500}) {
      var text = sent(new Reaction.Echo(status)).toString();
      assertThat(secrets()).allSatisfy(secret -> assertThat(text).doesNotContain(secret));
    }
    String last = secrets().iterator().next();
    assertThat(sent(Reaction.status(302, "Location", "http://a/?key=" + last)).toString())
        .doesNotContain(last);
    assertThat(secrets())
        .allSatisfy(secret ->
            assertThat(peer().received())
                .anyMatch(it ->
                    it.headers().containsValue(secret)
                        || it.headers().toString().contains(secret)));
    try (Shipper shipper = shipper()) {
      peer().then(new Reaction.Raw("HTTP/1.1 200 " + last + "\nbad\r\n\r\n"));
      Exception failure = failure(shipper, shipper.encode(Shipments.plain(0, 1)));
      assertThat(failure.toString() + shipper).doesNotContain(last);
    }
  }

  private static String why(Outcome outcome) {
    return outcome instanceof Outcome.Spoilt(var why) ? why : ((Outcome.Rejected) outcome).why();
  }

  private Optional<Duration> after(String value) throws Exception {
    return ((Outcome.Retry) sent(Reaction.status(503, "Retry-After", value))).after();
  }

  private Outcome sent(Reaction reaction) throws Exception {
    peer().then(reaction);
    try (Shipper shipper = shipper()) {
      return shipper.send(shipper.encode(Shipments.plain(0, 10)));
    }
  }

  private static Exception failure(Shipper shipper, Encoded encoded) {
    try {
      throw new AssertionError("it was answered: " + shipper.send(encoded));
    } catch (IOException | InterruptedException e) {
      return e;
    }
  }
}
