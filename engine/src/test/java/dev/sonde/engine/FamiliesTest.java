package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Family;
import dev.sonde.api.Intake;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FamiliesTest {
  private static final Family FIRST = Family.gauge("a", "", "First.");
  private static final Family SECOND = Family.gauge("a", "bytes", "Second.");

  private final List<Family> described = new ArrayList<>();
  private final Intake journal =
      new Intake() {
        @Override
        public Appended append(Batch batch, Origin origin) {
          return Appended.ACCEPTED;
        }

        @Override
        public void describe(Family family) {
          described.add(family);
        }
      };
  private final SeriesTable table =
      new SeriesTable(new SeriesLimits(1, 10, 100), new AtomicInteger()::getAndIncrement);
  private final Families families = new Families(table, journal);

  @Test
  void declare_tellsTheJournalWhatIsNews() {
    families.declare(FIRST);
    families.declare(Family.gauge("a", "", "First."));
    assertThat(described).containsExactly(FIRST);
    families.declare(SECOND);
    assertThat(described).containsExactly(FIRST, SECOND);
    assertThat(families.of("a")).isEqualTo(SECOND);
  }

  @Test
  void declare_beyondTheLimit_isForgotten() {
    table.acquire("a", Labels.NONE, false);
    families.declare(FIRST);
    families.declare(Family.gauge("b", "", "One too many."));
    assertThat(described).containsExactly(FIRST);
  }

  @Test
  void namesWithoutSeries_makeRoom() {
    families.declare(FIRST);
    var other = Family.gauge("b", "", "In its place.");
    families.declare(other);
    assertThat(described).containsExactly(FIRST, other);
    assertThat(families.of("b")).isEqualTo(other);
    assertThat(families.of("a").help()).isEmpty();
  }

  @Test
  void longHelp_isCut() {
    families.declare(Family.gauge("a", "", "x".repeat(1 << 20)));
    assertThat(families.of("a").help()).hasSize(Families.LONGEST_TEXT);
    families.declare(Family.gauge("a", "", "x".repeat(1 << 20)));
    assertThat(described).hasSize(1);
  }

  @Test
  void textsTogether_areBounded() {
    var limits = new SeriesLimits(100_000, 10, 100);
    var many = new Families(new SeriesTable(limits, new AtomicInteger()::getAndIncrement), journal);
    long chars = 0;
    for (int i = 0; i < 10_000; i++) {
      many.declare(Family.gauge("n" + i, "", "x".repeat(4000)));
      chars += many.of("n" + i).help().length();
    }
    assertThat(chars).isLessThanOrEqualTo(Families.ALL_TEXTS);
    assertThat(many.of("n9999").kind()).isEqualTo(Kind.GAUGE);
  }
}
