package dev.sonde.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.api.BatchId;
import dev.sonde.api.CollectorGroup;
import dev.sonde.api.Detail;
import dev.sonde.api.Encoded;
import dev.sonde.api.GroupFactory;
import dev.sonde.api.Labels;
import dev.sonde.api.Member;
import dev.sonde.api.Membership;
import dev.sonde.api.Outcome;
import dev.sonde.api.Processor;
import dev.sonde.api.Rhythm;
import dev.sonde.api.Roster;
import dev.sonde.api.Settings;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Verdict;
import dev.sonde.testkit.DefaultSettings;
import dev.sonde.testkit.DirectCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What is called in a plugin ends, and throws only what Sonde expects.
class GuardTest {
  private final PluginThreads threads =
      new PluginThreads("bad.jar", GuardTest.class.getClassLoader());
  private final Guard guard = new Guard("bad.jar", threads, 1_000);

  @Test
  void call_runsOnAPlatformThreadOfThePlugin() throws Exception {
    Thread ran = threads.follow("what", Thread::currentThread);
    assertThat(ran.isVirtual()).isFalse();
    assertThat(ran.isDaemon()).isTrue();
    assertThat(ran.getName()).isEqualTo("plugin-bad.jar-what");
  }

  @Test
  void callThatHangs_isGivenUp_andTooManyOfThemAreRefused() throws Exception {
    var end = new CountDownLatch(1);
    var hanging = new ArrayList<String>();
    for (int call = 0; call < 64; call++) {
      hanging.add(guard.ask("hang", Duration.ofMillis(1), () -> stubborn(end), "late"));
    }
    assertThat(hanging).containsOnly("late");
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> guard.ask("more", guard.quick(), () -> "x"))
        .withMessage("64 calls hang already; more was not tried");
    end.countDown();
  }

  /// Heeds no interrupt.
  private static String stubborn(CountDownLatch end) {
    while (true) {
      try {
        end.await();
        return "end";
      } catch (InterruptedException _) {
        assertThat(end.getCount()).isNotNegative();
      }
    }
  }

  @Test
  void processorThatFails_keeps() {
    var processor =
        new GuardedProcessor(
            (name, _) -> {
              if (name.equals("null")) {
                throw new StackOverflowError();
              }
              throw new IllegalStateException(name);
            },
            "bad.jar");
    assertThat(processor.decide("null", Labels.NONE)).isEqualTo(Verdict.KEEP);
    assertThat(processor.decide("a", Labels.NONE)).isEqualTo(Verdict.KEEP);
    Processor good = new GuardedProcessor((_, _) -> new Verdict.Drop("why"), "good.jar");
    assertThat(good.decide("a", Labels.NONE)).isEqualTo(new Verdict.Drop("why"));
  }

  @Test
  void shipperThatFails_isAsNoAnswer() {
    var encoded =
        new Encoded(new BatchId(UUID.randomUUID(), 1, 2, 3), ByteBuffer.allocate(1), 1, Map.of());
    try (var shipper = new GuardedShipper(guard, () -> new BadShipper())) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> shipper.send(encoded))
          .withMessage("plugin bad.jar: LinkageError: no");
      assertThat(shipper.answers()).isFalse();
      assertThat(shipper.examine().good()).isTrue();
      assertThat(shipper.durable(UUID.randomUUID(), 1)).isEmpty();
    }
    try (var unmade =
        new GuardedShipper(
            guard,
            () -> {
              throw new IllegalStateException("no factory");
            })) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> unmade.send(encoded))
          .withMessageContaining("no factory");
      assertThat(unmade.examine().good()).isFalse();
    }
  }

  private static final class BadShipper implements Shipper {
    @Override
    public Encoded encode(Shipment shipment) {
      throw new IllegalStateException("no");
    }

    @Override
    public Outcome send(Encoded encoded) {
      throw new LinkageError("no");
    }

    @Override
    public boolean answers() {
      throw new IllegalStateException("no");
    }
  }

  @Test
  void group_isOpenedConfiguredAndClosed_andItsMembersRunApart() throws Exception {
    var group = new Recorded();
    var guarded = guarded(group);
    var members = new ArrayList<Member>();
    guarded.open(roster(members));
    members.getFirst().collect(new NoVisit());
    assertThat(group.told).containsExactly("open", "collect plugin-bad.jar-collect");
    assertThat(guarded.absent()).containsExactly(Map.entry("a", "b"));
    guarded.close();
    guarded.close();
    assertThat(group.told).endsWith("close");
    assertThat(group.told).hasSize(3);
  }

  @Test
  void groupThatFails_saysSoAmongWhatIsAbsent() {
    var factory = new GuardedGroups(new NoGroups(), new Told("bad", "Bad."), guard);
    var config = factory.read(new DefaultSettings());
    assertThat(factory.hasWork(config)).isTrue();
    var group = factory.create(config, new Surroundings(Map.of(), new DirectCalls()));
    group.open(roster(new ArrayList<>()));
    assertThat(group.absent())
        .containsExactly(Map.entry("plugin bad.jar", "open: LinkageError: no group"));
    group.configure(config);
    group.close();
    assertThat(group.detail()).isEqualTo(new Detail.Fields(Map.of()));
  }

  private CollectorGroup<KeptConfig> guarded(CollectorGroup<Object> group) {
    KeptConfig config = KeptConfig.read(guard, new DefaultSettings(), _ -> "config");
    return new GuardedGroup(guard, config, _ -> group);
  }

  private static Roster roster(List<Member> members) {
    return (member, _, _) -> {
      members.add(member);
      return new Membership() {
        @Override
        public void change(Rhythm rhythm) {}

        @Override
        public void leave() {}
      };
    };
  }

  private static final class NoGroups implements GroupFactory<Object> {
    @Override
    public String name() {
      return "bad";
    }

    @Override
    public String help() {
      return "Bad.";
    }

    @Override
    public Object read(Settings settings) {
      return "config";
    }

    @Override
    public boolean hasWork(Object config) {
      return true;
    }

    @Override
    public CollectorGroup<Object> create(Object config, Surroundings surroundings) {
      throw new LinkageError("no group");
    }
  }

  private static final class Recorded implements CollectorGroup<Object> {
    private final List<String> told = new ArrayList<>();

    @Override
    public void open(Roster roster) {
      told.add("open");
      var often = new Rhythm(Duration.ofSeconds(1), Duration.ZERO);
      roster.join(_ -> told.add("collect " + Thread.currentThread().getName()), often, Labels.NONE);
    }

    @Override
    public void configure(Object config) {
      told.add("configure");
    }

    @Override
    public Map<String, String> absent() {
      return Map.of("a", "b");
    }

    @Override
    public Detail detail() {
      return new Detail.Fields(Map.of());
    }

    @Override
    public void close() {
      told.add("close");
    }
  }
}
