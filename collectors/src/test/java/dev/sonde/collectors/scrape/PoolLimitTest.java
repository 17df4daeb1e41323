package dev.sonde.collectors.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Detail;
import dev.sonde.api.Member;
import dev.sonde.api.Membership;
import dev.sonde.api.Rhythm;
import dev.sonde.api.Roster;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
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
import dev.sonde.processors.relabel.RelabelConfig;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.MapSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolLimitTest {
  private static final int MOST = 10;

  private final DirectCalls calls = new DirectCalls();
  private final Kit kit =
      new Kit(
          Time.SYSTEM, new Surroundings(Map.of(), calls), new TlsContexts(Time.SYSTEM, calls), 1);
  private final Set<Member> members = new HashSet<>();
  private final Roster roster = (member, _, _) -> joined(member);

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void targetsBeyondTheLimit_costNoPlaceInTheEngine() {
    var pool = new Pool(job(10_000), Optional.empty(), kit, roster);
    pool.open();
    assertThat(members).hasSize(MOST);
    assertThat(TargetsDetail.of(List.of(pool)).toString()).contains("beyondLimit");
    pool.leave();
    assertThat(members).isEmpty();
  }

  @Test
  void targetsThatFitAgain_areTaken() {
    var pool = new Pool(job(10_000), Optional.empty(), kit, roster);
    pool.open();
    pool.configure(job(MOST), Optional.empty());
    assertThat(members).hasSize(MOST);
    assertThat(pool.known()).allMatch(each -> each instanceof Found.Taken);
    pool.leave();
  }

  /// However sources and limits change: what is scraped is what is known to be taken, nothing waits
  /// where there is room, and what is too much is said.
  @Test
  void sourcesAtRandom_areCounted() throws Exception {
    var random = new Random(5);
    var finder = new Finder("file", 1);
    var pool = new Pool(job(MOST, List.of(), finder), Optional.empty(), kit, roster);
    pool.open();
    int most = MOST;
    for (int turn = 0; turn < 2_000; turn++) {
      if (random.nextInt(20) == 0) {
        most = random.nextInt(1, 15);
        pool.configure(job(most, List.of(), finder), Optional.empty());
      } else {
        finder.findings().found("source " + random.nextInt(8), some(random));
      }
      var taken = new HashSet<TargetKey>();
      pool.known().stream()
          .filter(each -> each instanceof Found.Taken)
          .forEach(each -> taken.add(((Found.Taken) each).key()));
      long beyond = pool.known().stream().filter(each -> each instanceof Found.Beyond).count();
      assertThat(members).hasSize(taken.size()).hasSameSizeAs(pool.targets());
      assertThat(beyond == 0 || taken.size() >= most).isTrue();
      assertThat(pool.obstacle())
          .isEqualTo(
              beyond == 0 && taken.size() <= most
                  ? ""
                  : "target_limit exceeded: the job has "
                      + (taken.size() + beyond)
                      + " targets, the limit is "
                      + most);
    }
    pool.leave();
    assertThat(members).isEmpty();
  }

  private static List<Map<String, String>> some(Random random) {
    return random
        .ints(random.nextInt(5), 0, 20)
        .distinct()
        .mapToObj(each -> Map.of("__address__", "host" + each + ":80"))
        .toList();
  }

  @Test
  void secretsInAddresses_areNotShown() {
    var targets =
        new StaticTargets(
            List.of("a:1"),
            Map.of(
                "__meta_url",
                "http://sd/?team=x&token=hunter2&y=1",
                "__param_X-Amz-Signature",
                "hunter2",
                "__param_target",
                "https://me:hunter2@b/?pwd=hunter2"));
    var pool = new Pool(job(List.of(targets)), Optional.empty(), kit, roster);
    pool.open();
    Detail shown = TargetsDetail.of(List.of(pool));
    assertThat(shown.toString()).contains("team=x").doesNotContain("hunter2");
    pool.leave();
  }

  @Test
  void whatRulesLeaveOut_isCountedBeyondWhatIsShown() {
    var rule =
        RelabelConfig.read(
            new MapSettings(
                Map.of("source_labels", List.of("drop"), "regex", "yes", "action", "drop")));
    var many = IntStream.range(0, 25).mapToObj(each -> "host" + each + ":80").toList();
    Job usual =
        job(
            100,
            List.of(
                new StaticTargets(many, Map.of("drop", "yes")),
                new StaticTargets(List.of("a:1"), Map.of())));
    var pool = new Pool(relabelled(usual, rule), Optional.empty(), kit, roster);
    pool.open();
    var fields = ((Detail.Fields) TargetsDetail.of(List.of(pool))).values();
    assertThat(fields.get("droppedTargetCounts"))
        .isEqualTo(new Detail.Fields(Map.of("job", new Detail.Figure(25))));
    assertThat(((Detail.Many) fields.get("droppedTargets")).values())
        .hasSize(10)
        .allMatch(each -> each.toString().contains("scrapePool=Text[value=job]"));
    assertThat(String.valueOf(fields.get("activeTargets")))
        .contains("globalUrl=Text[value=http://a:1/metrics]");
    pool.leave();
  }

  @Test
  void addressThatIsNoUrl_isToldInAWholeSentence() {
    var bad = List.of(new StaticTargets(List.of("me:hunter2@a:99999"), Map.of()));
    var pool = new Pool(job(bad), Optional.empty(), kit, roster);
    pool.open();
    assertThat(TargetsDetail.of(List.of(pool)).toString())
        .contains("@a:99999/metrics is not a URL that works here: ")
        .doesNotContain("lastError=Text[value=is ");
    pool.leave();
  }

  private static Job relabelled(Job of, RelabelConfig rule) {
    return new Job(
        of.name(),
        of.request(),
        of.timing(),
        of.format(),
        of.honored(),
        List.of(rule),
        of.metricRelabel(),
        of.limits(),
        of.targets(),
        of.discoveries(),
        of.mapping());
  }

  private Membership joined(Member member) {
    members.add(member);
    return new Membership() {
      @Override
      public void change(Rhythm rhythm) {}

      @Override
      public void leave() {
        members.remove(member);
      }
    };
  }

  private static Job job(int count) {
    var hosts = IntStream.range(0, count).mapToObj(each -> "host" + each + ":80").toList();
    return job(List.of(new StaticTargets(hosts, Map.of())));
  }

  private static Job job(List<StaticTargets> targets) {
    return job(MOST, targets);
  }

  private static Job job(int most, List<StaticTargets> targets, Finder... finders) {
    Limits usual = Limits.USUAL;
    return new Job(
        "job",
        new Request(Scheme.HTTP, "/metrics", Map.of(), Wanted.USUAL, HttpAccess.PLAIN),
        new Timing(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, Duration.ZERO),
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
            most,
            10),
        targets,
        List.of(finders),
        Optional.empty());
  }
}
