package dev.sonde.collectors.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.discovery.dns.Resource.Host;
import dev.sonde.collectors.discovery.dns.Resource.MailServer;
import dev.sonde.collectors.discovery.dns.Resource.NameServer;
import dev.sonde.collectors.discovery.dns.Resource.Service;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
  private static final int ID = 4711;
  private static final String NAME = "a.example.com.";

  @Test
  void records_ofEachType_areRead() {
    check(
        to(RecordType.A).host("192.0.2.1").host("192.0.2.2"),
        new Host("192.0.2.1"),
        new Host("192.0.2.2"));
    check(to(RecordType.AAAA).host6("20010db8000000000000000000000001"), new Host("2001:db8::1"));
    check(
        to(RecordType.SRV).service(9100, Crafted.name("b.example.com")),
        new Service("b.example.com.", 9100));
    check(to(RecordType.MX).mail(Crafted.name("m.example.com")), new MailServer("m.example.com."));
    check(
        to(RecordType.NS).server(Crafted.name("n.example.com")), new NameServer("n.example.com."));
    check(to(RecordType.A));
  }

  @Test
  void names_compressed_areWhole() {
    check(
        to(RecordType.SRV)
            .service(1, Crafted.joined(new byte[] {1, 'b'}, Crafted.pointer(14)))
            .service(2, Crafted.pointer(14))
            .service(3, new byte[] {0}),
        new Service("b.example.com.", 1),
        new Service("example.com.", 2),
        new Service(".", 3));
  }

  @Test
  void names_withOddBytes_areWrittenOut() {
    check(
        to(RecordType.NS).server(new byte[] {6, 'a', '.', 'b', '\\', 0, (byte) 0xff, 1, ' ', 0}),
        new NameServer("a\\.b\\\\\\000\\255.\\032."));
  }

  @Test
  void aliases_areFollowedWhateverTheirOrder() {
    check(
        to(RecordType.A)
            .host(Crafted.name("c.example.com"), "192.0.2.3")
            .alias(Crafted.name("b.example.com"), Crafted.name("C.Example.com"))
            .alias(Crafted.SELF, Crafted.name("b.example.com")),
        new Host("192.0.2.3"));
  }

  @Test
  void aliases_inACircle_haveNothing() {
    check(
        to(RecordType.A)
            .alias(Crafted.SELF, Crafted.name("b.example.com"))
            .alias(Crafted.name("b.example.com"), Crafted.SELF)
            .host(Crafted.name("c.example.com"), "192.0.2.3"));
  }

  @Test
  void records_ofOtherNamesTypesAndClasses_areLeftOut() {
    byte[] chaos = {(byte) 0xc0, 12, 0, 1, 0, 3, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4};
    check(
        to(RecordType.A)
            .host(Crafted.name("evil.example.com"), "203.0.113.6")
            .record(Crafted.SELF, 46, new byte[40])
            .raw(chaos)
            .host("192.0.2.1")
            .host("192.0.2.1")
            .counts(1, 5),
        new Host("192.0.2.1"));
  }

  @Test
  void question_inOtherCase_isTheSame() {
    var crafted = Crafted.answer(ID, Crafted.OK, "A.EXAMPLE.com", RecordType.A).host("192.0.2.1");
    assertThat(read(crafted.bytes(), RecordType.A)).isInstanceOf(Answer.Found.class);
  }

  @Test
  void message_thatAnswersSomethingElse_isUnrelated() {
    unrelated(Crafted.answer(ID + 1, Crafted.OK, NAME, RecordType.A));
    unrelated(Crafted.answer(ID, 0x0100, NAME, RecordType.A));
    unrelated(Crafted.answer(ID, 0xa180, NAME, RecordType.A));
    unrelated(Crafted.answer(ID, Crafted.OK, "b.example.com", RecordType.A));
    unrelated(Crafted.answer(ID, Crafted.OK, NAME, RecordType.AAAA));
    unrelated(to(RecordType.A).counts(2, 0));
    unrelated(to(RecordType.A).counts(0, 0));
    unrelated(Crafted.answer(ID, Crafted.NO_SUCH_NAME, NAME, RecordType.A).counts(0, 0));
    assertThat(read(new byte[0], RecordType.A)).isEqualTo(new Answer.Unrelated());
    assertThat(read(new byte[11], RecordType.A)).isEqualTo(new Answer.Unrelated());
  }

  @Test
  void codes_areTold() {
    assertThat(code(Crafted.NO_SUCH_NAME)).isEqualTo(new Answer.NoSuchName());
    assertThat(code(Crafted.TRUNCATED)).isEqualTo(new Answer.Truncated());
    assertThat(code(Crafted.FORMAT_ERROR)).hasToString("FORMERR");
    assertThat(code(Crafted.SERVER_FAILURE)).hasToString("SERVFAIL");
    assertThat(code(0x8184)).hasToString("NOTIMP");
    assertThat(code(0x8185)).hasToString("REFUSED");
    assertThat(code(0x8189)).hasToString("code 9");
  }

  @Test
  void counts_thatLie_areMalformed() {
    malformed(to(RecordType.A).host("192.0.2.1").counts(1, 2));
    malformed(to(RecordType.A).host("192.0.2.1").counts(1, 65_535));
    assertThat(read(to(RecordType.A).host("192.0.2.1").counts(1, 0).bytes(), RecordType.A))
        .isEqualTo(new Answer.Found(List.of()));
  }

  @Test
  void lengths_thatLie_areMalformed() {
    malformed(to(RecordType.A).record(Crafted.SELF, 1, new byte[3]));
    malformed(to(RecordType.A).record(Crafted.SELF, 1, new byte[16]));
    malformed(to(RecordType.AAAA).record(Crafted.SELF, 28, new byte[4]));
    malformed(to(RecordType.NS).server(Crafted.joined(Crafted.name("n.example.com"), new byte[1])));
    malformed(to(RecordType.SRV).record(Crafted.SELF, 33, new byte[5]));
    malformed(
        to(RecordType.A).record(Crafted.SELF, 99, new byte[0]).raw(Crafted.SELF).counts(1, 2));
  }

  @Test
  void pointers_thatDoNotGoBack_areMalformed() {
    var crafted = to(RecordType.NS);
    int data = crafted.at() + 12;
    malformed(crafted.server(Crafted.pointer(data)));
    malformed(to(RecordType.NS).server(Crafted.pointer(data + 2)));
    malformed(to(RecordType.NS).server(Crafted.pointer(0x3fff)));
    malformed(to(RecordType.NS).server(Crafted.joined(new byte[] {1, 'a'}, Crafted.pointer(data))));
  }

  @Test
  void names_thatAreNone_areMalformed() {
    malformed(to(RecordType.NS).server(new byte[] {0x40, 0}));
    malformed(to(RecordType.NS).server(new byte[] {(byte) 0x80, 0}));
    malformed(to(RecordType.NS).server(new byte[] {63, 'a'}));
    malformed(to(RecordType.NS).server(Crafted.name("abcdefghijklmnopqrstuvwxyz.".repeat(10))));
  }

  @Test
  void pointers_inALongChain_endSoon() {
    var crafted = to(RecordType.NS);
    byte[] chain = new byte[2_000];
    int from = crafted.at() + 11;
    for (int at = 2; at < chain.length; at += 2) {
      System.arraycopy(Crafted.pointer(from + at - 2), 0, chain, at, 2);
    }
    crafted.record(new byte[1], 99, chain);
    assertThat(read(crafted.server(Crafted.pointer(from + 100)).bytes(), RecordType.NS))
        .isInstanceOf(Answer.Found.class);
    malformed(crafted.server(Crafted.pointer(from + 1_998)));
  }

  @Test
  void message_cutOffAnywhere_isNotBelieved() {
    byte[] whole = to(RecordType.SRV).service(9100, Crafted.name("b.example.com")).bytes();
    for (int length = 0; length < whole.length; length++) {
      assertThat(read(Arrays.copyOf(whole, length), RecordType.SRV))
          .isInstanceOfAny(Answer.Malformed.class, Answer.Unrelated.class);
    }
  }

  @Test
  void noise_hasAMeaningAlways() {
    var random = new Random(11);
    var met = new HashSet<Class<?>>();
    for (RecordType type : RecordType.values()) {
      for (int i = 0; i < 60_000; i++) {
        met.add(noise(type, random).getClass());
      }
    }
    assertThat(met).hasSize(6);
  }

  private static Answer noise(RecordType type, Random random) {
    byte[] message = busy(type).bytes();
    for (int changes = random.nextInt(6); changes > 0; changes--) {
      message[2 + random.nextInt(message.length - 2)] = (byte) random.nextInt(256);
    }
    int length = random.nextInt(10) == 0 ? random.nextInt(message.length) : message.length;
    return AnswerReader.read(message, length, question(type));
  }

  private static Crafted busy(RecordType type) {
    return to(type)
        .alias(Crafted.SELF, Crafted.joined(new byte[] {1, 'b'}, Crafted.pointer(14)))
        .host("192.0.2.1")
        .host6("20010db8000000000000000000000001")
        .service(9100, Crafted.pointer(14))
        .mail(Crafted.name("m.example.com"))
        .server(Crafted.name("n.example.com"));
  }

  private static Crafted to(RecordType type) {
    return Crafted.answer(ID, Crafted.OK, NAME, type);
  }

  private static Question question(RecordType type) {
    return new Question(ID, NAME, type);
  }

  private static Answer read(byte[] message, RecordType type) {
    return AnswerReader.read(message, message.length, question(type));
  }

  private static Answer code(int flags) {
    return read(Crafted.answer(ID, flags, NAME, RecordType.A).bytes(), RecordType.A);
  }

  private static void check(Crafted crafted, Resource... resources) {
    assertThat(read(crafted)).isEqualTo(new Answer.Found(List.of(resources)));
  }

  private static void unrelated(Crafted crafted) {
    assertThat(read(crafted.bytes(), RecordType.A)).isEqualTo(new Answer.Unrelated());
  }

  private static void malformed(Crafted crafted) {
    assertThat(read(crafted)).isInstanceOf(Answer.Malformed.class);
  }

  /// As an answer to the question that it holds.
  private static Answer read(Crafted crafted) {
    byte[] message = crafted.bytes();
    int code = message[Crafted.name(NAME).length + 13] & 0xff;
    for (RecordType type : RecordType.values()) {
      if (type.code == code) {
        return read(message, type);
      }
    }
    throw new AssertionError("no question of a known type");
  }
}
