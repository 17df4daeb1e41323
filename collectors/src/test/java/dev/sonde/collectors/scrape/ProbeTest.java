package dev.sonde.collectors.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Surroundings;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.scrape.config.Honored;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.collectors.scrape.config.Limits;
import dev.sonde.collectors.scrape.config.PageFormat;
import dev.sonde.collectors.scrape.config.Request;
import dev.sonde.collectors.scrape.config.Scheme;
import dev.sonde.collectors.scrape.config.Timing;
import dev.sonde.collectors.scrape.config.Wanted;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Finder one = new Finder("file", 1);
  private final Finder other = new Finder("consul", 2);
  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Queue<Step> steps = new ArrayDeque<>();
  private final Probe probe =
      new Probe(
          new Kit(
              time,
              new Surroundings(Map.of(), new DirectCalls()),
              new TlsContexts(time, new DirectCalls()),
              1,
              this::goOn));

  /// What happens while it is waited.
  private interface Step {
    void happen() throws InterruptedException;
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void discoveries_areWaitedFor_untilAllHaveLookedAtEverything() throws Exception {
    steps.add(() -> found(one, "f", "a:1"));
    steps.add(() -> found(other, "consul"));
    steps.add(() -> one.findings().failed("broken"));
    steps.add(() -> one.findings().looked());
    steps.add(() -> found(other, "web", "b:1"));
    steps.add(() -> other.findings().looked());
    Probe.Known known = probe.targets(job(one, other), PATIENCE);
    assertThat(known.targets()).extracting(ProbeTarget::address).containsExactly("a:1", "b:1");
    assertThat(known.others()).containsExactly("file discovery: broken");
    assertThat(steps).isEmpty();
  }

  @Test
  void discovery_thatFindsNothing_isNamed_andNotWaitedFor() throws Exception {
    steps.add(() -> one.findings().looked());
    Probe.Known known = probe.targets(job(one), PATIENCE);
    assertThat(known.others()).containsExactly("file discovery: found nothing: place 1");
    assertThat(time.nanos()).isEqualTo(new ManualTime("2026-01-01T00:00:00Z").nanos() + 20_000_000);
  }

  @Test
  void discovery_thatDoesNotAnswer_isNamed() throws Exception {
    steps.add(() -> found(other, "web", "b:1"));
    Probe.Known known = probe.targets(job(other), PATIENCE);
    assertThat(known.targets()).extracting(ProbeTarget::address).containsExactly("b:1");
    assertThat(known.others())
        .containsExactly("consul discovery: no whole answer within 10 s: place 2");
  }

  private void goOn(Duration span) throws InterruptedException {
    time.pass(span);
    Step next = steps.poll();
    if (next != null) {
      next.happen();
    }
  }

  private static void found(Finder by, String source, String... addresses)
      throws InterruptedException {
    by.findings()
        .found(
            source, List.of(addresses).stream().map(each -> Map.of("__address__", each)).toList());
  }

  private static Job job(Finder... finders) {
    return new Job(
        "a",
        new Request(Scheme.HTTP, "/metrics", Map.of(), Wanted.USUAL, HttpAccess.PLAIN),
        new Timing(Duration.ofSeconds(15), Duration.ofSeconds(10), 0, Duration.ofSeconds(1)),
        PageFormat.AUTO,
        Honored.USUAL,
        List.of(),
        List.of(),
        Limits.USUAL,
        List.of(),
        List.of(finders),
        Optional.empty());
  }
}
