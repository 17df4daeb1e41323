package dev.sonde.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sonde.api.Family;
import dev.sonde.api.Generator;
import dev.sonde.api.GeneratorFactory;
import dev.sonde.api.Kind;
import dev.sonde.api.Stale;
import dev.sonde.api.Surroundings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every generator keeps to. Extend it, say which factory and configuration, make something
/// happen when asked, and add the tests of your own.
@Timeout(300)
public abstract class GeneratorContract<C> {
  private static final long START = 1_767_225_600_000L;
  private static final int ENOUGH = 3;
  private static final Duration A_MOMENT = Duration.ofMillis(10);

  private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
  private RecordingEmitter emitter = new RecordingEmitter(START);
  private Generator generator = _ -> {};
  private @Nullable Thread thread;

  /// The factory under test.
  protected abstract GeneratorFactory<C> factory();

  /// A configuration with which there is something to do.
  protected abstract C config();

  /// What it runs in; on its own, nothing.
  protected Surroundings surroundings() {
    return new Surroundings(Map.of(), new DirectCalls());
  }

  /// Makes something happen that the generator has to tell: one sample or more. Called again and
  /// again while it runs, maybe before it listens.
  protected abstract void happen() throws Exception;

  @BeforeEach
  void create() {
    generator = factory().create(config(), surroundings());
  }

  @AfterEach
  void end() throws InterruptedException {
    interrupt();
    generator.close();
  }

  @Test
  void factory_hasNameAndHelpForPeople() {
    assertThat(factory().name()).matches("[a-z][a-z0-9_]*");
    assertThat(factory().help()).isNotBlank().doesNotContain("\n");
  }

  @Test
  void configuration_equalsItselfWhenReadAgain() {
    assertThat(factory().read(new DefaultSettings()))
        .isEqualTo(factory().read(new DefaultSettings()));
    assertThat(factory().hasWork(config())).isTrue();
  }

  @Test
  void run_emitsWhatHappens_andEndsWhenInterrupted() throws Exception {
    start();
    happenings();
    interrupt();
    assertThat(emitter.recorded()).isNotEmpty();
  }

  @Test
  void run_mayBeCalledAgain() throws Exception {
    start();
    happenings();
    interrupt();
    emitter = new RecordingEmitter(START);
    start();
    happenings();
    assertThat(emitter.recorded()).isNotEmpty();
  }

  @Test
  void run_endsOnceItsEmitterIsClosed() throws Exception {
    start();
    happenings();
    emitter.close();
    while (runs()) {
      happen();
      joined(A_MOMENT);
    }
    assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void families_haveNamesUnitsAndHelpAsPagesNeedThem() throws Exception {
    start();
    happenings();
    for (Family family : families()) {
      assertThat(family.name()).matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
      assertThat(family.help()).as(family.name()).isNotBlank().doesNotContain("\n");
      assertThat(family.name().endsWith("_total"))
          .as(family.name() + " ends in _total just when it is a counter")
          .isEqualTo(family.kind() == Kind.COUNTER);
    }
    assertThat(families().stream().map(Family::name)).doesNotHaveDuplicates();
  }

  @Test
  void samples_areNumbersOfTimesThatHaveBeen() throws Exception {
    start();
    happenings();
    assertThat(emitter.recorded())
        .allSatisfy(each -> {
          assertThat(Stale.is(each.value())).as(each.series()).isFalse();
          assertThat(each.value()).as(each.series()).isFinite();
          assertThat(each.timeMillis()).as(each.series()).isBetween(0L, emitter.time());
        });
  }

  @Test
  void close_mayBeCalledTwice_andWithoutARun() {
    generator.close();
    assertThatCode(generator::close).doesNotThrowAnyException();
  }

  /// What it emits to, for tests of your own.
  protected final RecordingEmitter emitter() {
    return emitter;
  }

  /// Begins a run, for tests of your own; it ends with the test.
  protected final void start() {
    Generator of = generator;
    RecordingEmitter to = emitter;
    thrown.set(null);
    thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                of.run(to);
              } catch (Throwable failure) {
                thrown.set(failure);
              }
            });
  }

  private void happenings() throws Exception {
    boolean enough = false;
    while (!enough && runs()) {
      happen();
      enough = emitter.await(ENOUGH, A_MOMENT);
    }
    assertThat(thrown.get()).isNull();
  }

  private boolean runs() {
    return thread != null && thread.isAlive();
  }

  private void interrupt() throws InterruptedException {
    if (thread != null) {
      thread.interrupt();
      thread.join();
    }
  }

  private void joined(Duration within) throws InterruptedException {
    if (thread != null) {
      thread.join(within);
    }
  }

  private Set<Family> families() {
    var families = new HashSet<Family>();
    emitter.recorded().forEach(each -> families.add(each.family()));
    return families;
  }
}
