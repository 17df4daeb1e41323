package dev.sonde.collectors.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Time;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResolverTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final List<Resource> HOST = List.of(new Resource.Host("192.0.2.1"));

  private List<NamePeer> peers = List.of();
  private NamePeer first;
  private NamePeer second;
  private Resolver resolver;

  @BeforeEach
  void open() throws IOException {
    peers = NamePeer.open("127.0.0.1", "127.0.0.2");
    first = peers.getFirst();
    second = peers.getLast();
    resolver = new Resolver(Time.SYSTEM, SecureRandom::new, first.port());
  }

  @AfterEach
  void close() throws IOException {
    for (NamePeer each : peers) {
      each.close();
    }
  }

  @Test
  void question_isWhatServersExpect() throws Exception {
    first.answer((question, _) -> List.of(host(question)));
    assertThat(lookUp("a.b")).isEqualTo(HOST);
    byte[] question = first.asked().take();
    assertThat(Arrays.copyOfRange(question, 2, 12)).containsExactly(1, 0, 0, 1, 0, 0, 0, 0, 0, 1);
    assertThat(Arrays.copyOfRange(question, 12, 21)).containsExactly(1, 'a', 1, 'b', 0, 0, 1, 0, 1);
    assertThat(Arrays.copyOfRange(question, 21, question.length))
        .containsExactly(0, 0, 41, 1232 >> 8, (byte) 1232, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void ids_areNotTheSame() throws Exception {
    first.answer((question, _) -> List.of(host(question)));
    for (int i = 0; i < 20; i++) {
      lookUp("a.b");
    }
    var ids = new HashSet<Integer>();
    first.asked().forEach(question -> ids.add(question[0] << 8 | (question[1] & 0xff)));
    assertThat(ids).hasSizeGreaterThan(15);
  }

  @Test
  void answers_ofOthers_arePassedOver() throws Exception {
    first.answer((question, _) -> {
      byte[] forged = host(question);
      forged[1] ^= 1;
      byte[] other = Crafted.answer(id(question), Crafted.OK, "c.d", RecordType.A).bytes();
      return List.of(forged, other, new byte[3], question, host(question));
    });
    assertThat(lookUp("a.b")).isEqualTo(HOST);
    assertThat(first.asked()).hasSize(1);
  }

  @Test
  void answer_truncated_isAskedForOverTcp() throws Exception {
    String[] many =
        IntStream.range(0, 4_000)
            .mapToObj(i -> "10.0." + i / 256 + "." + i % 256)
            .toArray(String[]::new);
    first.answer((question, tcp) -> {
      Crafted crafted = Crafted.to(question, tcp ? Crafted.OK : Crafted.TRUNCATED);
      for (String address : tcp ? many : new String[0]) {
        crafted.host(address);
      }
      return List.of(crafted.bytes());
    });
    assertThat(lookUp("a.b")).hasSize(4_000).endsWith(new Resource.Host("10.0.15.159"));
  }

  @Test
  void answer_truncatedOverTcp_isNoAnswer() {
    first.answer((question, _) -> List.of(Crafted.to(question, Crafted.TRUNCATED).bytes()));
    fails(
        "a.b", LONG, "127.0.0.1 gives an answer that makes no sense: it is cut off over TCP, too");
  }

  @Test
  void answer_toAnotherQuestionOverTcp_isNoAnswer() {
    first.answer((question, tcp) ->
        List.of(
            tcp
                ? Crafted.answer(0, Crafted.OK, "x", RecordType.A).bytes()
                : Crafted.to(question, Crafted.TRUNCATED).bytes()));
    fails("a.b", LONG, "it answers another question");
  }

  @Test
  void connection_thatEndsEarly_isNoAnswer() {
    first.answer((question, tcp) ->
        tcp ? List.of() : List.of(Crafted.to(question, Crafted.TRUNCATED).bytes()));
    fails("a.b", LONG, "127.0.0.1 the connection ended early");
  }

  @Test
  void server_withoutEdns_isAskedWithoutIt() throws Exception {
    first.answer((question, _) ->
        List.of(
            question[11] == 1
                ? Crafted.withoutQuestion(question, Crafted.FORMAT_ERROR).bytes()
                : host(question)));
    assertThat(lookUp("a.b")).isEqualTo(HOST);
  }

  @Test
  void server_thatFails_isFollowedByTheNext() throws Exception {
    first.answer((question, _) -> List.of(Crafted.to(question, Crafted.SERVER_FAILURE).bytes()));
    second.answer((question, _) -> List.of(host(question)));
    assertThat(resolver.lookUp(conf(LONG, "127.0.0.1", "127.0.0.2"), "a.b", RecordType.A))
        .isEqualTo(HOST);
  }

  @Test
  void server_thatIsNotThere_isFollowedByTheNext() throws Exception {
    first.close();
    second.answer((question, _) -> List.of(host(question)));
    assertThat(resolver.lookUp(conf(LONG, "127.0.0.1", "127.0.0.2"), "a.b", RecordType.A))
        .isEqualTo(HOST);
  }

  @Test
  void server_thatIsSilent_isAskedAgain() throws Exception {
    fails("a.b", SHORT, "127.0.0.1 does not answer in time");
    first.asked().take();
    first.asked().take();
    assertThat(first.asked()).isEmpty();
  }

  /// Time goes by with the first question, and something comes that is no answer.
  @Test
  void server_thatAnswersTheSecondQuestion_hasAnswered() throws Exception {
    var time = new ManualTime("2026-01-01T00:00:00Z");
    resolver = new Resolver(time, SecureRandom::new, first.port());
    first.answer((question, _) -> {
      if (first.asked().size() > 1) {
        return List.of(host(question));
      }
      time.pass(LONG);
      return List.of(new byte[12]);
    });
    assertThat(lookUp("a.b")).isEqualTo(HOST);
    assertThat(first.asked()).hasSize(2);
  }

  @Test
  void servers_thatAllFail_areNamed() {
    fails("a.b", SHORT, "127.0.0.1 does not answer in time");
    first.answer((question, _) -> List.of(Crafted.to(question, Crafted.SERVER_FAILURE).bytes()));
    fails("a.b", LONG, "127.0.0.1 answers SERVFAIL");
    first.answer((question, _) -> List.of(Crafted.to(question, Crafted.OK).counts(1, 7).bytes()));
    fails("a.b", LONG, "127.0.0.1 gives an answer that makes no sense: it breaks off");
  }

  @Test
  void server_thatChatters_isLeftInTime() {
    first.answer((question, _) -> Collections.nCopies(10_000, new byte[12]));
    fails("a.b", SHORT, "127.0.0.1 does not answer in time");
  }

  @Test
  void name_isCompletedInTurn() throws Exception {
    first.answer((question, _) ->
        List.of(
            Crafted.asked(question).equals("a.two.")
                ? host(question)
                : Crafted.to(question, Crafted.NO_SUCH_NAME).bytes()));
    ResolvConf conf = search("one", "two", "three");
    assertThat(resolver.lookUp(conf, "a", RecordType.A)).isEqualTo(HOST);
    assertThat(first.asked().stream().map(Crafted::asked)).containsExactly("a.one.", "a.two.");
    assertThat(resolver.lookUp(conf, "b.c", RecordType.A)).isEmpty();
    assertThat(first.asked().stream().map(Crafted::asked).skip(2))
        .containsExactly("b.c.", "b.c.one.", "b.c.two.", "b.c.three.");
  }

  @Test
  void name_thatOneEndingFailsFor_isNotKnownToBeGone() {
    first.answer((question, _) ->
        List.of(
            Crafted.to(
                    question,
                    Crafted.asked(question).equals("a.two.")
                        ? Crafted.SERVER_FAILURE
                        : Crafted.NO_SUCH_NAME)
                .bytes()));
    assertThatThrownBy(() -> resolver.lookUp(search("one", "two"), "a", RecordType.A))
        .isInstanceOf(IOException.class)
        .hasMessage("127.0.0.1 answers SERVFAIL");
  }

  @Test
  void name_tooLongWithItsEnding_isNotAskedFor() throws Exception {
    first.answer((question, _) -> List.of(Crafted.to(question, Crafted.NO_SUCH_NAME).bytes()));
    String ending = ("e".repeat(60) + ".").repeat(4) + "com";
    assertThat(resolver.lookUp(search(ending), "abcdefghij", RecordType.A)).isEmpty();
    assertThat(first.asked().stream().map(Crafted::asked)).containsExactly("abcdefghij.");
  }

  @Test
  void interrupt_endsTheWait() throws Exception {
    var end = new AtomicReference<Throwable>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                resolver.lookUp(conf(LONG, "127.0.0.1"), "a.b", RecordType.A);
              } catch (Throwable e) {
                end.set(e);
              }
            });
    first.asked().take();
    thread.interrupt();
    assertThat(thread.join(Duration.ofMinutes(5))).isTrue();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
  }

  private List<Resource> lookUp(String name) throws IOException, InterruptedException {
    return resolver.lookUp(conf(LONG, "127.0.0.1"), name, RecordType.A);
  }

  private void fails(String name, Duration timeout, String why) {
    assertThatThrownBy(() -> resolver.lookUp(conf(timeout, "127.0.0.1"), name, RecordType.A))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }

  private static byte[] host(byte[] question) {
    return Crafted.to(question, Crafted.OK).host("192.0.2.1").bytes();
  }

  private static int id(byte[] question) {
    return (question[0] & 0xff) << 8 | (question[1] & 0xff);
  }

  private static ResolvConf search(String... endings) {
    var servers = List.of(InetAddress.ofLiteral("127.0.0.1"));
    return new ResolvConf(servers, List.of(endings), 1, LONG, 1);
  }

  private static ResolvConf conf(Duration timeout, String... servers) {
    var addresses = Arrays.stream(servers).map(InetAddress::ofLiteral).toList();
    return new ResolvConf(addresses, List.of(), 1, timeout, 2);
  }
}
