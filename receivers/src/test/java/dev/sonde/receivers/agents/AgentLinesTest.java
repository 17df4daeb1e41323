package dev.sonde.receivers.agents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgentLinesTest {
  private static final AgentStatus WEB =
      new AgentStatus(
          new Who("web-1", "", new UUID(1, 2).toString()),
          new Told("Sonde", "0.1.0", "web"),
          "websocket",
          true,
          1_767_225_600_000L,
          OptionalLong.of(1_767_225_599_000L),
          OptionalLong.of(12),
          new Counts(1, 2, 3, 4),
          new Troubles(5, 6, 7, "a \"fork\"\n"));

  private static final AgentStatus JOB =
      new AgentStatus(
          new Who("", "größe", "json"),
          Told.NOTHING,
          "json",
          false,
          0,
          OptionalLong.empty(),
          OptionalLong.empty(),
          Counts.NONE,
          Troubles.NONE);

  @Test
  void lines_areReadAsTheyWereWritten() {
    byte[] lines = AgentLines.write(List.of(WEB, JOB));
    assertThat(new String(lines, UTF_8)).hasLineCount(2);
    assertThat(AgentLines.read(lines)).containsExactly(WEB, JOB);
    assertThat(AgentLines.read(new byte[0])).isEmpty();
  }

  @Test
  void damagedLine_isNone() {
    String good = new String(AgentLines.write(List.of(JOB)), UTF_8);
    String long1 = "{\"sender\":\"" + "x".repeat(20_000) + "\"}\n";
    byte[] lines = ("{\"sender\":7}\nnull\n{\n\n" + long1 + good + good.strip()).getBytes(UTF_8);
    assertThat(AgentLines.read(lines)).containsExactly(JOB, JOB);
  }

  @Test
  void anyBytes_endInOneWay() {
    var random = new Random(1);
    byte[] good = AgentLines.write(List.of(WEB, JOB, WEB));
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = good.clone();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      List<AgentStatus> read = AgentLines.read(bytes);
      assertThat(AgentLines.read(AgentLines.write(read))).isEqualTo(read);
    }
  }
}
