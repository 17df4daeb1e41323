package dev.sonde.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.receivers.agents.AgentLines;
import dev.sonde.receivers.agents.AgentStatus;
import dev.sonde.receivers.agents.Agents;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentWatchTest {
  private static final List<AgentStatus> KNOWN =
      AgentLines.read("{\"agent\":\"web-1\",\"sender\":\"json\",\"accepted\":7}".getBytes(UTF_8));

  @TempDir Path folder;

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Agents agents = agents();

  @Test
  void whoIsKnown_isKnownAfterARestart() throws Exception {
    agents.restore(KNOWN);
    Path data = folder.resolve("data");
    watch(agents, data).save();
    Agents again = agents();
    watch(again, data).load();
    assertThat(again.all()).isEqualTo(KNOWN);
  }

  @Test
  void whereNobodyPushes_nothingIsWritten() throws Exception {
    Path data = folder.resolve("data");
    AgentWatch watch = watch(agents, data);
    watch.load();
    watch.save();
    assertThat(data).doesNotExist();
  }

  @Test
  void whatIsNotNew_isNotWrittenAgain() throws Exception {
    agents.restore(KNOWN);
    AgentWatch watch = watch(agents, folder);
    watch.save();
    Files.delete(folder.resolve(AgentsFile.NAME));
    watch.save();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void folderThatCantBeUsed_isNoHindrance() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    agents.restore(KNOWN);
    AgentWatch watch = watch(agents, file);
    watch.load();
    watch.save();
    assertThat(agents.all()).isEqualTo(KNOWN);
  }

  private Agents agents() {
    return new Agents(time, () -> Duration.ofMinutes(15));
  }

  private static AgentWatch watch(Agents of, Path data) {
    return new AgentWatch(of, () -> new AgentsFile(data), new DirectCalls());
  }
}
