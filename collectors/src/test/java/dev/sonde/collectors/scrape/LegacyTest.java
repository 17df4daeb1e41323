package dev.sonde.collectors.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Member;
import dev.sonde.api.Membership;
import dev.sonde.api.Rhythm;
import dev.sonde.api.Surroundings;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.scrape.config.Honored;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.collectors.scrape.config.Limits;
import dev.sonde.collectors.scrape.config.PageFormat;
import dev.sonde.collectors.scrape.config.Request;
import dev.sonde.collectors.scrape.config.Scheme;
import dev.sonde.collectors.scrape.config.StaticTargets;
import dev.sonde.collectors.scrape.config.Timing;
import dev.sonde.collectors.scrape.config.Wanted;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LegacyTest {
  private final Finder one = new Finder("file", 1);
  private final Finder other = new Finder("file", 2);
  private final Finder further = new Finder("http", 3);

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Map<Duration, Semaphore> clocks = new ConcurrentHashMap<>();
  private final Kit kit =
      new Kit(
          time,
          new Surroundings(Map.of(), new DirectCalls()),
          new TlsContexts(time, new DirectCalls()),
          1,
          span -> clock(span).acquire());
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final Pool pool = new Pool(job(), Optional.empty(), kit, this::join);

  @AfterEach
  void close() {
    pool.close();
    kit.close();
  }

  @Test
  void targetsOfAChangedDiscovery_goOn_whenTheNewOneFindsThem() throws Exception {
    open(one);
    found(one, "f", "a:1", "b:1");
    configure(other);
    assertThat(events()).containsExactly("a:1 joins", "b:1 joins");
    found(other, "g", "a:1", "c:1");
    other.findings().looked();
    assertThat(events()).containsExactly("c:1 joins");
    clock(Legacy.SETTLING).release();
    assertThat(event()).isEqualTo("b:1 leaves");
    assertThat(addresses()).containsExactly("a:1", "c:1");
  }

  @Test
  void sourceOfTheSameName_takesThePlaceOfTheOld_atOnce() throws Exception {
    open(one);
    found(one, "f", "a:1", "b:1");
    found(one, "g", "d:1");
    configure(other);
    found(other, "f", "a:1");
    assertThat(addresses()).containsExactly("a:1", "d:1");
  }

  @Test
  void targets_whoseNewDiscoveryFindsNothing_goInTheEnd() throws Exception {
    open(one);
    found(one, "f", "a:1");
    configure(other);
    other.findings().failed("no such file");
    other.findings().looked();
    assertThat(clocks).doesNotContainKey(Legacy.SETTLING);
    assertThat(addresses()).containsExactly("a:1");
    events();
    clock(Legacy.LONGEST).release();
    assertThat(event()).isEqualTo("a:1 leaves");
  }

  @Test
  void targets_stand_asLongAsTheNewDiscoveryHasNotLookedAtEverything() throws Exception {
    open(one);
    found(one, "f", "a:1");
    found(one, "g", "b:1");
    configure(other);
    found(other, "f", "a:1");
    events();
    clock(Legacy.SETTLING).release();
    clock(Legacy.LONGEST).release();
    assertThat(event()).isEqualTo("b:1 leaves");
    assertThat(clock(Legacy.SETTLING).availablePermits()).isEqualTo(1);
  }

  @Test
  void targets_go_afterALookThatHonestlyFoundNothing() throws Exception {
    open(one);
    found(one, "f", "a:1");
    configure(other);
    found(other, "consul");
    other.findings().looked();
    events();
    clock(Legacy.SETTLING).release();
    assertThat(event()).isEqualTo("a:1 leaves");
  }

  @Test
  void targets_areInherited_byADiscoveryThatHasNotLookedAtEverything() throws Exception {
    open(one);
    found(one, "f", "a:1");
    configure(other);
    found(other, "g", "b:1");
    configure(other, further);
    found(further, "h");
    further.findings().looked();
    events();
    other.findings().looked();
    clock(Legacy.SETTLING).release();
    assertThat(event()).isEqualTo("a:1 leaves");
  }

  @Test
  void targets_ofADiscoveryThatGoesForGood_goAtOnce() throws Exception {
    open(one, further);
    found(one, "f", "a:1");
    found(further, "h", "b:1");
    further.findings().looked();
    configure(further);
    assertThat(events()).containsExactly("a:1 joins", "b:1 joins", "a:1 leaves");
    assertThat(addresses()).containsExactly("b:1");
  }

  @Test
  void targets_thatAreWrittenDownNow_goOn() throws Exception {
    open(one);
    found(one, "f", "a:1", "b:1");
    pool.configure(job(List.of("a:1")), Optional.empty());
    assertThat(events()).containsExactly("a:1 joins", "b:1 joins", "b:1 leaves");
  }

  @Test
  void targets_areInherited_fromOneReloadToTheNext() throws Exception {
    open(one);
    found(one, "f", "a:1");
    configure(other);
    configure(further);
    assertThat(addresses()).containsExactly("a:1");
    events();
    found(further, "h", "b:1");
    further.findings().looked();
    clock(Legacy.SETTLING).release();
    assertThat(event()).isEqualTo("b:1 joins");
    assertThat(event()).isEqualTo("a:1 leaves");
  }

  @Test
  void limit_isForWhatIsConfigured_notForWhatWas() throws Exception {
    open(one);
    found(one, "f", "a:1", "b:1");
    configure(other);
    found(other, "g", "c:1", "d:1", "e:1");
    assertThat(addresses()).containsExactly("c:1", "d:1", "e:1");
    assertThat(pool.known()).allMatch(each -> each instanceof Found.Taken);
  }

  private void open(Finder... finders) {
    pool.open();
    configure(finders);
  }

  private void configure(Finder... finders) {
    pool.configure(job(finders), Optional.empty());
  }

  private static void found(Finder by, String source, String... addresses) throws Exception {
    by.findings()
        .found(source, Arrays.stream(addresses).map(each -> Map.of("__address__", each)).toList());
  }

  private List<String> addresses() {
    return pool.targets().stream().map(each -> address(each.key().labels())).sorted().toList();
  }

  private String event() throws InterruptedException {
    return String.valueOf(events.poll(5, TimeUnit.MINUTES));
  }

  private List<String> events() {
    var all = List.copyOf(events);
    events.clear();
    return all;
  }

  private Semaphore clock(Duration span) {
    return clocks.computeIfAbsent(span, _ -> new Semaphore(0));
  }

  private Membership join(Member member, Rhythm rhythm, Labels common) {
    events.add(address(common) + " joins");
    return new Membership() {
      @Override
      public void change(Rhythm to) {}

      @Override
      public void leave() {
        events.add(address(common) + " leaves");
      }
    };
  }

  private static String address(Labels labels) {
    return String.valueOf(labels.value("instance"));
  }

  private static Job job(Finder... finders) {
    return job(List.of(), finders);
  }

  private static Job job(List<String> written, Finder... finders) {
    Limits usual = Limits.USUAL;
    return new Job(
        "a",
        new Request(Scheme.HTTP, "/metrics", Map.of(), Wanted.USUAL, HttpAccess.PLAIN),
        new Timing(Duration.ofSeconds(15), Duration.ofSeconds(10), 0, Duration.ofSeconds(1)),
        PageFormat.AUTO,
        Honored.USUAL,
        List.of(),
        List.of(),
        new Limits(
            usual.bodyBytes(),
            usual.samples(),
            usual.labels(),
            usual.labelNameBytes(),
            usual.labelValueBytes(),
            4,
            10),
        List.of(new StaticTargets(written, Map.of())),
        List.of(finders),
        Optional.empty());
  }
}
