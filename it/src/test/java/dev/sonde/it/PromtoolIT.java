package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Kind;
import dev.sonde.wire.GeneratedPages;
import dev.sonde.wire.TestPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `promtool check metrics` says 0 when all is well, 3 when it dislikes a name, 1 when it can't
/// read the page. It knows the Prometheus text format only.
final class PromtoolIT {
  private static final int PAGES = 40;
  private static String promtool = "";

  private record Verdict(int code, String said) {}

  @BeforeAll
  static void fetch() throws Exception {
    promtool = Peers.program("promtool").toString();
  }

  @Test
  void soundPage_pleases() throws Exception {
    for (int seed = 0; seed < PAGES; seed++) {
      var verdict = check(GeneratedPages.sound(seed));
      assertThat(verdict.said()).as("seed %d", seed).isEmpty();
      assertThat(verdict.code()).isZero();
    }
  }

  @Test
  void hostilePage_isReadable() throws Exception {
    for (int seed = 0; seed < PAGES; seed++) {
      var verdict = check(GeneratedPages.hostile(seed));
      assertThat(verdict.code()).as("seed %d: %s", seed, verdict.said()).isIn(0, 3);
    }
  }

  @Test
  void pageWithoutHelp_displeases() throws Exception {
    var page = new TestPage().family("a_bytes", Kind.GAUGE, "bytes", "").add("a_bytes", 1);
    assertThat(check(page)).isEqualTo(new Verdict(3, "a_bytes no help text"));
  }

  private static Verdict check(TestPage page) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(promtool, "check", "metrics").redirectErrorStream(true).start();
    try (var input = process.getOutputStream()) {
      input.write(page.text().getBytes(StandardCharsets.UTF_8));
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Verdict(process.waitFor(), said);
  }
}
