package dev.sonde.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Intake;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.api.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class MoverTest {
  private static final Series SERIES = new Series("a", Labels.NONE, 0);
  private static final Appended FULL = new Appended.Refused("journal_full", Duration.ZERO);

  private final Lobby lobby = new Lobby(Time.SYSTEM, Lobby.LEAST_BYTES, new Receipt.Durable());
  private final List<String> appended = new ArrayList<>();
  private final Queue<Appended> answers = new ArrayDeque<>();

  @Test
  void allThatWaits_goesTogether_withWhatStandsBeside() {
    bring(1);
    bring(2);
    bring(3);
    lobby.close();
    new Mover(lobby, this::append).run();
    assertThat(appended).containsExactly("1.0!, 2.0!, 3.0!");
  }

  @Test
  void whatIsRefused_isTriedAgain_asOftenAsItTakes() {
    bring(1);
    lobby.close();
    answers.addAll(List.of(FULL, FULL));
    new Mover(lobby, this::append).run();
    assertThat(appended).containsExactly("1.0!", "1.0!", "1.0!");
    assertThat(lobby.rows()).isZero();
  }

  @Test
  void journalThatThrows_hasNotTakenIt() {
    bring(1);
    lobby.close();
    var thrown = new ArrayList<RuntimeException>();
    Intake broken =
        (batch, origin) -> {
          if (thrown.isEmpty()) {
            thrown.add(new IllegalStateException("a defect"));
            throw thrown.getFirst();
          }
          return append(batch, origin);
        };
    new Mover(lobby, broken).run();
    assertThat(thrown).hasSize(1);
    assertThat(appended).containsExactly("1.0!");
  }

  @Test
  void memoryThatIsShort_endsNothing() {
    bring(1);
    lobby.close();
    var thrown = new ArrayList<Error>();
    Intake broken =
        (batch, origin) -> {
          if (thrown.isEmpty()) {
            thrown.add(new OutOfMemoryError("for a moment"));
            throw thrown.getFirst();
          }
          return append(batch, origin);
        };
    new Mover(lobby, broken).run();
    assertThat(thrown).hasSize(1);
    assertThat(appended).containsExactly("1.0!");
  }

  @Test
  void abandoned_itEnds() {
    bring(1);
    Intake giving =
        (_, _) -> {
          lobby.abandon();
          return FULL;
        };
    new Mover(lobby, giving).run();
    assertThat(lobby.rows()).isEqualTo(1);
  }

  private void bring(double value) {
    var batch = new Batch();
    batch.add(SERIES, 1, value);
    batch.attach(new Exemplar(Labels.NONE, value, 1));
    assertThat(lobby.bring(new Parcel(batch, 100), Duration.ZERO).isTaken()).isTrue();
  }

  private Appended append(Batch batch, Origin origin) {
    assertThat(origin).isEqualTo(Origin.UNNAMED);
    var line = new ArrayList<String>();
    for (int row = 0; row < batch.size(); row++) {
      boolean beside = batch.extraRow(row) == row;
      line.add(batch.value(row) + (beside ? "!" : ""));
    }
    appended.add(String.join(", ", line));
    return answers.isEmpty() ? Appended.ACCEPTED : answers.remove();
  }
}
