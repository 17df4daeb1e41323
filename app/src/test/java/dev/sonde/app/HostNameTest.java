package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Surroundings;
import dev.sonde.testkit.DirectCalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostNameTest {
  @TempDir private Path folder;

  @Test
  void kernel_isAskedFirst() throws Exception {
    Path kernel = Files.writeString(folder.resolve("hostname"), "web1\n");
    assertThat(new HostName(kernel, with(Map.of("HOSTNAME", "other"))).find()).contains("web1");
  }

  @Test
  void environment_isAskedWithoutKernel() {
    Path none = folder.resolve("none");
    assertThat(new HostName(none, with(Map.of("HOSTNAME", "web2"))).find()).contains("web2");
    assertThat(new HostName(none, with(Map.of("COMPUTERNAME", "PC", "HOSTNAME", "h"))).find())
        .contains("PC");
  }

  private static Surroundings with(Map<String, String> environment) {
    return new Surroundings(environment, new DirectCalls());
  }
}
