package dev.sonde.collectors.lichess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.wire.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
  private static final int ROUNDS = 20_000;
  private static final List<String> RECORDED =
      List.of(
          Lines.featured("3hkEI6VI"),
          Lines.moved(9, 16),
          Lines.described("LuGQwhBb", 6, "{\"id\":20,\"name\":\"started\"}"),
          Lines.described("LuGQwhBb", 6, "{\"id\":31,\"name\":\"resign\"}"),
          Lines.bare(3));

  @Test
  void newGame_hasPlayersPositionAndClocks() throws Exception {
    assertThat(read(Lines.featured("3hkEI6VI")))
        .isEqualTo(
            new Message.Shown(
                new Game(
                    "3hkEI6VI",
                    new Player("TheMarsisback2015", "", OptionalDouble.of(3180)),
                    new Player("Kurse-Aura1", "GM", OptionalDouble.of(2969))),
                new Position(Lines.START, "", OptionalDouble.of(30), OptionalDouble.of(30)),
                0));
  }

  @Test
  void gameThatIsDescribed_goesOnOrIsOver() throws Exception {
    assertThat(read(Lines.described("LuGQwhBb", 6, "{\"id\":20,\"name\":\"started\"}")))
        .isInstanceOfSatisfying(
            Message.Shown.class,
            shown -> {
              assertThat(shown.played()).isEqualTo(6);
              assertThat(shown.game().black())
                  .isEqualTo(new Player("maia1", "BOT", OptionalDouble.of(1515)));
              assertThat(shown.position().lastMove()).isEqualTo("c7c5");
            });
    assertThat(read("{\"id\":\"a\",\"status\":{\"name\":\"mate\"},\"winner\":\"black\"}"))
        .isEqualTo(new Message.Over(new Result("black", "mate")));
    assertThat(read("{\"id\":\"a\",\"status\":{\"name\":\"eaten\"},\"winner\":\"dog\"}"))
        .isEqualTo(new Message.Over(new Result("none", "other")));
  }

  @Test
  void results_areKnown_orUnfinished_orUnknown() throws Exception {
    result(Lines.exported("resign", "white"), "white", "resign");
    result(Lines.exported("stalemate", ""), "none", "stalemate");
    result(Lines.exported("started", ""), "none", "unfinished");
    result("{}", "unknown", "unknown");
    result("{\"status\":7,\"winner\":\"white\"}", "unknown", "unknown");
  }

  @Test
  void whatTellsNothing_isRefused() {
    for (String each :
        List.of(
            "",
            "null",
            "[]",
            "{",
            "7",
            "{\"t\":\"featured\"}",
            "{\"id\":7}",
            "{\"id\":\"../x\"}",
            "[".repeat(10_000),
            "{\"t\":\"" + "x".repeat(70_000) + "\"}")) {
      assertThatThrownBy(() -> read(each)).isInstanceOf(JsonException.class);
    }
  }

  @Test
  void textsOfStrangers_areTakenInFormOnly() throws Exception {
    String line =
        Lines.featured("3hkEI6VI")
            .replace("TheMarsisback2015", "<b>\\n")
            .replace("\"GM\"", "\"" + "G".repeat(9) + "\"")
            .replace("2969", "1e300")
            .replace(Lines.START, "x".repeat(200));
    var shown = (Message.Shown) read(line);
    assertThat(shown.game().white().name()).isEmpty();
    assertThat(shown.game().black())
        .isEqualTo(new Player("Kurse-Aura1", "", OptionalDouble.empty()));
    assertThat(shown.position().fen()).isEmpty();
  }

  /// Recorded lines with bytes changed, taken out and doubled.
  @Test
  void brokenLines_giveSmallMessages_orAreRefused() {
    var random = new SplittableRandom(20_261_121);
    int understood = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] line = broken(RECORDED.get(round % RECORDED.size()), random);
      try {
        assertThat(MessageReader.read(line, 0, line.length).toString().length()).isLessThan(700);
        understood++;
      } catch (JsonException refused) {
        assertThat(refused).hasMessageNotContaining("Index");
      }
    }
    assertThat(understood).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
  }

  private static byte[] broken(String line, SplittableRandom random) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> bytes[at] = (byte) "{}[]\",:0".charAt(random.nextInt(8));
      }
    }
    return bytes;
  }

  private static void result(String answer, String winner, String reason) throws JsonException {
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    assertThat(MessageReader.result(bytes, bytes.length)).isEqualTo(new Result(winner, reason));
  }

  private static Message read(String line) throws JsonException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return MessageReader.read(bytes, 0, bytes.length);
  }
}
