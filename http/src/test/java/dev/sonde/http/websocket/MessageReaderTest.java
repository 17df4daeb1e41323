package dev.sonde.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
  private static final WebSocketLimits LIMITS = WebSocketLimits.DEFAULT.withMessage(70_000);
  private static final byte[] NOTHING = {};

  @Test
  void messages_comeAsSent() {
    check(
        Frames.masked().text("hello").text("").frame(0x82, "x"), "TEXT hello", "TEXT ", "BINARY x");
    check(Frames.masked().text("é€😀"), "TEXT é€😀");
  }

  @Test
  void everyLength_isRead() {
    for (int length :
        new int[] {0, 1, 7, 8, 125, 126, 127, 1023, 1024, 4096, 65535, 65536, 70000}) {
      String text = "a".repeat(length);
      check(Frames.masked().text(text).text("after"), "TEXT " + text, "TEXT after");
    }
  }

  @Test
  void fragments_areJoined_aroundControls() {
    check(
        Frames.masked()
            .frame(0x01, "one ")
            .frame(0x89, "ask")
            .frame(0x00, "two ")
            .frame(0x8a, "")
            .frame(0x00, "")
            .frame(0x80, "three")
            .text("next"),
        "PING ask",
        "PONG ",
        "TEXT one two three",
        "TEXT next");
  }

  @Test
  void utf8_mayBeCutByFragments_butNotBroken() {
    byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
    byte[] first = {euro[0], euro[1]};
    byte[] rest = {euro[2]};
    check(Frames.masked().frame(0x01, first).frame(0x80, rest), "TEXT €");
    refused(1007, Frames.masked().frame(0x01, first).frame(0x80, NOTHING));
    refused(1007, Frames.masked().frame(0x81, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}));
  }

  @Test
  void binary_mayHoldAnything() {
    assertThat(
            events(Side.SERVER, Frames.masked().frame(0x82, new byte[] {(byte) 0xff, 0}).bytes()))
        .hasSize(1);
  }

  @Test
  void maskedness_belongsToTheSide() {
    refused(1002, Frames.bare().text("a"));
    assertThatThrownBy(() -> read(Side.CLIENT, Frames.masked().text("a").bytes()))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("mask");
    assertThat(events(Side.CLIENT, Frames.bare().text("a").bytes())).containsExactly("TEXT a");
  }

  @Test
  void reservedBitsAndOpcodes_areRefused() {
    for (int bit : new int[] {0x40, 0x20, 0x10}) {
      refused(1002, Frames.masked().frame(0x81 | bit, "a"));
    }
    for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
      refused(1002, Frames.masked().frame(0x80 | opcode, "a"));
    }
  }

  @Test
  void controls_areShortAndWhole() {
    refused(1002, Frames.masked().frame(0x09, "a"));
    refused(1002, Frames.masked().frame(0x08, NOTHING));
    refused(1002, Frames.masked().frame(0x89, new byte[126]));
    check(Frames.masked().frame(0x89, "p".repeat(125)), "PING " + "p".repeat(125));
  }

  @Test
  void lengths_areMinimal_andPositive() {
    refused(1002, Frames.masked().raw(0x81, 0x80 | 126, 0, 125).payload(new byte[125]));
    refused(1002, Frames.masked().raw(0x82, 0x80 | 127, 0, 0, 0, 0, 0, 0, 255, 255, 1, 2, 3, 4));
    refused(1002, Frames.masked().raw(0x82, 0x80 | 127, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4));
    refused(
        1002,
        Frames.masked().raw(0x82, 0x80 | 127, 255, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 4));
  }

  @Test
  void order_isKept() {
    refused(1002, Frames.masked().frame(0x80, "a"));
    refused(1002, Frames.masked().frame(0x01, "a").text("b"));
    refused(1002, Frames.masked().frame(0x01, "a").frame(0x82, "b"));
  }

  @Test
  void longMessages_areRefusedByTheirHead() {
    refused(1009, Frames.masked().raw(0x82, 0x80 | 127, 0, 0, 0, 0, 0, 1, 0x11, 0x71, 1, 2, 3, 4));
    refused(1009, Frames.masked().frame(0x02, new byte[70_000]).raw(0x80, 0x81, 1, 2, 3, 4));
    refused(
        1009,
        Frames.masked().raw(0x82, 0x80 | 127, 0x7f, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 4));
  }

  @Test
  void announcedLength_takesNoMemory() throws IOException {
    byte[] head = Frames.masked().raw(0x82, 0x80 | 127, 0, 0, 0, 0, 0, 1, 0, 0, 1, 2, 3, 4).bytes();
    MessageReader reader = reader(Side.SERVER, new ByteArrayInputStream(head));
    assertThat(reader.next()).isEqualTo(MessageReader.Event.END);
    assertThat(reader.capacity()).isEqualTo(1024);
  }

  @Test
  void memory_isGivenBack() throws IOException {
    byte[] bytes = Frames.masked().frame(0x82, new byte[60_000]).bytes();
    MessageReader reader = reader(Side.SERVER, new ByteArrayInputStream(bytes));
    assertThat(reader.next()).isEqualTo(MessageReader.Event.MESSAGE);
    assertThat(reader.capacity()).isBetween(60_000, 70_256);
    assertThat(reader.next()).isEqualTo(MessageReader.Event.END);
    assertThat(reader.capacity()).isEqualTo(1024);
  }

  @Test
  void emptyFragments_areCounted() {
    var frames = Frames.masked().frame(0x01, NOTHING);
    for (int i = 0; i < LIMITS.fragments(); i++) {
      frames.frame(0x00, NOTHING);
    }
    refused(1008, frames);
  }

  @Test
  void halfFrames_areAnEnd() throws IOException {
    byte[] whole = Frames.masked().text("one").frame(0x81, "b".repeat(300)).bytes();
    for (int length = 9; length < whole.length; length++) {
      assertThat(read(Arrays.copyOf(whole, length))).as("%d", length).containsExactly("TEXT one");
    }
  }

  @Test
  void whatCameAhead_isReadFirst() throws IOException {
    byte[] bytes = Frames.masked().text("first").text("second").bytes();
    var vigil = new Vigil(LIMITS, () -> 0);
    var reader =
        new MessageReader(
            new ByteArrayInputStream(bytes, 5, bytes.length - 5),
            ByteBuffer.wrap(bytes, 0, 5),
            Side.SERVER,
            LIMITS,
            vigil);
    assertThat(drain(reader)).containsExactly("TEXT first", "TEXT second");
  }

  /// However the bytes are cut: the same messages.
  @RepeatedTest(20)
  void messages_doNotDependOnHowTheBytesArrive(RepetitionInfo repetition) throws IOException {
    var random = new Random(20_261_121L + repetition.getCurrentRepetition());
    var expected = new ArrayList<String>();
    byte[] bytes = conversation(random, expected);
    assertThat(read(bytes)).isEqualTo(expected);
    for (int most : new int[] {1, 2, 3, 17, 500, 5000}) {
      InputStream in = new Dripping(new ByteArrayInputStream(bytes), random, most);
      assertThat(drain(reader(Side.SERVER, in))).as("at most %d", most).isEqualTo(expected);
    }
  }

  private static byte[] conversation(Random random, List<String> expected) {
    var frames = Frames.masked();
    for (int i = random.nextInt(30); i >= 0; i--) {
      String text = "é".repeat(length(random)) + i;
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int pieces = 1 + random.nextInt(4);
      for (int piece = 0; piece < pieces; piece++) {
        int from = bytes.length * piece / pieces;
        int to = bytes.length * (piece + 1) / pieces;
        int last = piece == pieces - 1 ? 0x80 : 0;
        frames.frame(last | (piece == 0 ? 1 : 0), Arrays.copyOfRange(bytes, from, to));
        if (last == 0 && random.nextBoolean()) {
          frames.frame(0x89, "p" + i);
          expected.add("PING p" + i);
        }
      }
      expected.add("TEXT " + text);
    }
    return frames.bytes();
  }

  private static int length(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> 0;
      case 1 -> random.nextInt(100);
      case 2 -> random.nextInt(2000);
      case 3 -> 62 + random.nextInt(3);
      default -> random.nextInt(30_000);
    };
  }

  private static final class Dripping extends FilterInputStream {
    private final Random random;
    private final int most;

    private Dripping(InputStream in, Random random, int most) {
      super(in);
      this.random = random;
      this.most = most;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(most)));
    }
  }

  private static void check(Frames frames, String... expected) {
    assertThat(events(Side.SERVER, frames.bytes())).containsExactly(expected);
  }

  private static void refused(int code, Frames frames) {
    assertThatThrownBy(() -> read(frames.bytes()))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.status().code()).isEqualTo(code));
  }

  private static List<String> events(Side side, byte[] bytes) {
    try {
      return read(side, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> read(byte[] bytes) throws IOException {
    return read(Side.SERVER, bytes);
  }

  private static List<String> read(Side side, byte[] bytes) throws IOException {
    return drain(reader(side, new ByteArrayInputStream(bytes)));
  }

  private static MessageReader reader(Side side, InputStream in) {
    return new MessageReader(
        in, ByteBuffer.wrap(NOTHING), side, LIMITS, new Vigil(LIMITS, () -> 0));
  }

  private static List<String> drain(MessageReader reader) throws IOException {
    var seen = new ArrayList<String>();
    var message = new Message();
    for (var event = reader.next(); event != MessageReader.Event.END; event = reader.next()) {
      if (event == MessageReader.Event.MESSAGE) {
        reader.put(message);
        seen.add(message.kind() + " " + message.text());
      } else {
        seen.add(event + " " + StandardCharsets.UTF_8.decode(reader.payload()));
      }
    }
    return seen;
  }
}
